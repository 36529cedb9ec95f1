create temp table if not exists decided (
  decision_id bigint, account_id bigint not null, version xid not null, review_on date not null, digest bigint not null,
  to_plan boolean not null
);
truncate decided
