-- Uncertain acts whose stored words are still true, item by item.
select act.id
  from act
  join account on account.id = act.account_id
  join debtor on debtor.id = account.debtor_id and not debtor.dispute and not debtor.excluded
 where act.id = any(:acts)
   and not exists (select from act_item listed join item on item.id = listed.item_id
                    where listed.act_id = act.id
                      and (item.open <> listed.open or item.dispute or item.no_followup or item.in_payment))
