-- Done or dropped, once.
with ended as (
  update task
     set state = :state, result = :result, promised = :promised, said = :said, ended_at = :now
   where act_id = :act and state = 'open'
  returning act_id, erp_id
), delivered as (
  update act set state = 'delivered' from ended where act.id = ended.act_id and act.state = 'sent' and :state = 'done'
)
select act.company_id, act.account_id, act.id as act_id, ended.erp_id from ended join act on act.id = ended.act_id
