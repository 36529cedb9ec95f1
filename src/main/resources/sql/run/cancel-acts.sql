-- Cancelled before it left: its steps are free again.
with cancelled as (
  update act set state = 'cancelled', cause = :cause
   where id = any(:acts) and state in ('planned', 'approved', 'queued', 'failed')
  returning id, account_id),
freed as (
  delete from step where act_id in (select id from cancelled) and not taken)
select distinct account_id from cancelled
