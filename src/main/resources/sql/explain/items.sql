-- Its own; and those that are listed with them, or for whom it speaks.
select i.id, i.key, coalesce(i.number, i.key) as number, i.kind, i.due, i.original, i.open, i.cycle, i.level, i.occurrence, i.level_on,
       i.start_level, i.start_on, i.settled_as, case when i.account_id <> :account then c.source || '/' || c.key end as books
  from item i
  join company c on c.id = i.company_id
 where i.id in (select id from item where account_id = :account
                union
                select o.id from account_state s join item o on o.account_id = s.account_id and o.open <> 0 where s.lead_id = :account
                union
                select x.item_id from act join act_item x on x.act_id = act.id where act.account_id = :account
                union
                select y.item_id from item mine join act_item x on x.item_id = mine.id join act_item y on y.act_id = x.act_id
                 where mine.account_id = :account)
 order by i.account_id <> :account, i.due, i.id
