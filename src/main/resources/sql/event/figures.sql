select count(*) filter (where e.state in ('waiting', 'claimed')) as waiting,
       min(e.at) filter (where e.state in ('waiting', 'claimed')) as oldest,
       count(*) filter (where e.state = 'dead') as dead,
       (select coalesce(cause, '') from subscriber where name = :subscriber) as trouble
  from event e where e.subscriber = :subscriber and e.state <> 'delivered'
