create temp table if not exists decided (
  account_id bigint not null, version bigint not null, review_on date not null, digest bigint not null, decision_id bigint,
  to_plan boolean not null
);
truncate decided
