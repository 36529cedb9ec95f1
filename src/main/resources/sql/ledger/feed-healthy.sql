-- A delta does not heal what a held sweep found.
update feed f
   set cursor = coalesce(:cursor, f.cursor), mark = coalesce(:mark, f.mark), identity = coalesce(f.identity, :identity),
       read_at = :asOf, swept_at = case when :mode = 'sweep' then :asOf else f.swept_at end, fresh_until = :freshUntil::timestamptz,
       trouble = case when l.held then f.trouble end, trouble_since = case when l.held then f.trouble_since end,
       doubted = l.held
  from (select coalesce(:mode = 'delta' and (select state from sweep where company_id = :company and mode = 'sweep'
                                              and state in ('whole', 'held') order by id desc limit 1) = 'held', false) as held) l
 where f.company_id = :company
returning not l.held as healthy
