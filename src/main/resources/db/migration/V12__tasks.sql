-- What is told to ERPs at their own pace, what colleagues are to do, and where an ERP differs from what it was told.

alter table writeback drop constraint writeback_kind_check;
alter table writeback add constraint writeback_kind_check check (kind in ('note', 'marker', 'warning'));

-- Sources take turns; one with a pace rests after each lot.
create table writeback_turn (
  source        text primary key,
  served        timestamptz not null,
  rest_until    timestamptz not null default '-infinity'
);

-- Debtors who carry another marker in the ERP than the one it was told last.
create table drift (
  source        text not null,
  debtor        text not null,                -- the ERP's key
  ours          text,                         -- null = none
  theirs        text,
  since         timestamptz not null,
  primary key (source, debtor)
);

-- A task that a colleague was given, until it is known what came of it.
create table task (
  act_id        bigint primary key references act,
  source        text not null,
  company_id    bigint not null references company,
  erp_id        text not null,                -- the ERP's own id of it
  key           text not null,                -- idempotency key, as sent
  target        text not null,                -- the debtor's key
  state         text not null default 'open' check (state in ('open', 'done', 'dropped')),
  result        text,                         -- done, no answer, promise
  promised      date,                         -- until when
  said          text,                         -- what the colleague wrote
  given_at      timestamptz not null,
  ended_at      timestamptz
);
create index task_open on task (source) where state = 'open';

create index act_warning on act (company_id) where channel = 'warning';

-- A colleague heard a promise: the account is held until its day.
alter table account_hold drop constraint account_hold_why_check;
alter table account_hold add constraint account_hold_why_check check (why in ('reply', 'bounce', 'person', 'promise'));
