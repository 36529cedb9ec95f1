-- What came back by e-mail (src/docs/decisions/0008-what-comes-back.md): each mail once, whatever copies of it there are…
create table came_back (
  id            bigint generated always as identity primary key,
  mailbox       text not null,                -- user@host/folder
  print         text not null,                -- what it is, wherever it lies
  at            timestamptz not null,
  kind          text not null,                -- returns.Kind
  sender        text not null, subject text not null, cause text not null,
  failed        text[] not null default '{}', -- addresses of its act that it reports as failed
  act_id        bigint references act,
  accounts      bigint[] not null default '{}', -- whom it concerns
  payload_id    bigint references payload,
  unique (mailbox, print)
);
create index on came_back (act_id) where act_id is not null;
create index on came_back using gin (accounts);

-- … and each of its places in the mailbox once. Marked there after the commit; what a crash left unmarked is marked later.
create table came_back_place (
  mailbox       text not null, validity bigint not null, uid bigint not null,
  came_back_id  bigint not null references came_back,
  put_away      boolean not null default false,
  primary key (mailbox, validity, uid)
);
create index on came_back_place (mailbox) where not put_away;

-- The hub's own holds: somebody answered, a bounce came too late to lower anything, a person said so.
create table account_hold (
  account_id    bigint not null references account,
  why           text not null check (why in ('reply', 'bounce', 'person')),
  since         date not null,
  until         date,                         -- the last day; null = until it is ended
  note          text not null, actor text not null,
  print         text,                         -- bounce: ends when the debtor's contacts are not what they were
  reminded_on   date,                         -- reply: when a person was last told that it waits
  at            timestamptz not null,
  primary key (account_id, why)
);

-- As policy.Account reads them.
create view account_holds as
  select account_id, array_agg(concat_ws('|', why, since, coalesce(until::text, ''), note)) as holds from account_hold group by account_id;
