-- Once for each act: the ERP answers with the task that is there, however often it is asked.
insert into task (act_id, source, company_id, erp_id, key, target, given_at)
select act.id, :source, act.company_id, :erp, :key, :target, :now from act where act.id = :act
on conflict (act_id) do nothing
