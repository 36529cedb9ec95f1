-- Acts on their way. One that a source is down for has come as far as it can: it says why it waits, or its ledger is old.
select count(*)
  from act a
 where a.state in ('claimed', 'sending')
    or a.state in ('queued', 'failed') and a.next_attempt <= :now
       and not exists (select from act_item x join item i on i.id = x.item_id join company c on c.id = i.company_id
                         join feed f on f.company_id = c.id
                        where x.act_id = a.id and c.source = any(:down)
                          and (a.cause is not null or f.read_at < :now - interval '26 hours'))
       and not exists (select from act_item x join item i on i.id = x.item_id left join outward o on o.company_id = i.company_id
                        where x.act_id = a.id and coalesce(o.mode, 'off') = 'off')
