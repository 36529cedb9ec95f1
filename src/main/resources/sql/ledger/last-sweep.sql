-- The company's last sweep that was read to its end: what it missed, and whether a person let it go.
select s.id, s.state, s.started_at, s.missing, s.cause, s.released_by
  from sweep s
 where s.company_id = :company and s.mode = 'sweep' and s.state in ('whole', 'held')
 order by s.id desc
 limit 1
