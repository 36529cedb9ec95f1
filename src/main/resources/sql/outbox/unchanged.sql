-- Uncertain acts whose stored words are still true, item by item, may still go to whom they name, and are not old.
with clock as (
  select :now::timestamptz as now
)
select act.id
  from act
  join clock on act.sending_at > clock.now - interval '3 days'
  join company on company.id = act.company_id
  join account on account.id = act.account_id
  join debtor on debtor.id = account.debtor_id and not debtor.dispute and not debtor.excluded
   and coalesce(debtor.hold_until, '-infinity') <= (clock.now at time zone company.zone)::date
 where act.id = any(:acts)
   and (select sum(open) from item where account_id = act.account_id) > 0
   and not exists (select from act_item listed join item on item.id = listed.item_id
                    where listed.act_id = act.id
                      and (item.open <> listed.open or item.dispute or item.no_followup or item.in_payment
                           or listed.overdue and item.open > 0 and item.due >= (clock.now at time zone company.zone)::date))
   and not exists (select from unnest(string_to_array(lower(act.recipient), ', ')) as sent_to(email)
                    where exists (select from address_block where address_block.email = sent_to.email)
                       or exists (select from contact where contact.debtor_id = debtor.id and contact.no_mail
                                     and lower(btrim(contact.email)) = sent_to.email))
