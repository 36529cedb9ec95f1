select c.source || '/' || c.key as company, f.read_at, f.swept_at, f.fresh_until, f.trouble, f.doubted,
       coalesce((select state from sweep s where s.company_id = c.id and s.mode = 'sweep' and s.state in ('whole', 'held')
                  order by s.id desc limit 1) = 'held', false) as held
  from company c join feed f on f.company_id = c.id where c.id = :company
