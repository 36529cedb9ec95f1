-- That a tracked e-mail was opened or one of its links followed, the first time each. Not in the journal, which forgets nothing: it is
-- deleted after a while, and when its debtor no longer agrees (decision 0008).
create table act_trace (
  act_id        bigint not null references act,
  kind          text not null check (kind in ('opened', 'clicked')),
  at            timestamptz not null,
  primary key (act_id, kind)
);
