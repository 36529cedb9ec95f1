-- Those of the source that nobody has answered for, the newest first: an old one that nobody ever does holds up no other.
select task.act_id as act, company.key as company, task.erp_id as id, task.key, task.target
  from task join company on company.id = task.company_id
 where task.source = :source and task.state = 'open'
 order by task.act_id desc
 limit 2000
