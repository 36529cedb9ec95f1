-- One act, locked, with what a person is told of it; the day on which it left, or may have left, where the company is.
select act.id, act.company_id as company, act.account_id as account, act.channel, act.state, act.sending_at is not null as left_once, act.internal,
       run.code as run, debtor.name as debtor, act.recipient, act.cause,
       (coalesce(act.sending_at, :now::timestamptz) at time zone company.zone)::date as day
  from act
  join run on run.id = act.run_id
  join company on company.id = act.company_id
  join account on account.id = act.account_id
  join debtor on debtor.id = account.debtor_id
 where act.id = :act
   for update of act
