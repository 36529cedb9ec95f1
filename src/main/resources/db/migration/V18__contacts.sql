-- Whom nobody can write to is a colleague's task, once for contacts as they are.

create table contact_task (
  key           text primary key,             -- idempotency key, as sent: the account and its contacts as they were
  account_id    bigint not null references account,
  receipt       text not null,                -- what the ERP or the webhook said
  given_on      date not null                 -- the company's day
);
create index on contact_task (account_id);
