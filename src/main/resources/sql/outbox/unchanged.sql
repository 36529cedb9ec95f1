-- Uncertain acts whose stored words are still true, item by item, may still go to whom they name, and are not old.
with clock as (
  select :now::timestamptz as now
), spoken as (
  select act.id as act_id, of_act.id as account_id, account.debtor_id
    from act
   cross join lateral (select act.account_id as id
                       union
                       select other_id from party_account where act.merged and account_id = act.account_id) of_act
    join account on account.id = of_act.id
   where act.id = any(:acts)
)
select act.id
  from act
  join clock on act.sending_at > clock.now - interval '3 days'
  join company on company.id = act.company_id
 where act.id = any(:acts)
   and (act.purpose = 'paid' or (select sum(item.open) from spoken join item on item.account_id = spoken.account_id where spoken.act_id = act.id) > 0)
   and not exists (select from spoken join debtor on debtor.id = spoken.debtor_id
                    where spoken.act_id = act.id
                      and (debtor.dispute or debtor.excluded
                           or debtor.hold_until >= (clock.now at time zone company.zone)::date))
   and not exists (select from spoken join account_hold h on h.account_id = spoken.account_id
                    where spoken.act_id = act.id and (h.until is null or h.until >= (clock.now at time zone company.zone)::date))
   and not exists (select from act_item listed join item on item.id = listed.item_id
                    where listed.act_id = act.id
                      and (item.open <> listed.open or item.dispute or item.no_followup or item.in_payment
                           or item.expected_on >= (clock.now at time zone company.zone)::date
                           or listed.overdue and item.open > 0 and item.due >= (clock.now at time zone company.zone)::date
                           or item.account_id not in (select account_id from spoken where spoken.act_id = act.id)))
   and not exists (select from unnest(string_to_array(lower(act.recipient), ', ')) as sent_to(email)
                    where exists (select from address_block where address_block.email = sent_to.email)
                       or exists (select from spoken join contact on contact.debtor_id = spoken.debtor_id
                                   where spoken.act_id = act.id
                                     and (contact.no_mail and sent_to.email = any(regexp_split_to_array(lower(contact.email), '[,;<>"\s]+'))
                                          or contact.no_call and sent_to.email like '+%'
                                             and phone_tails(contact.mobile, contact.phone) && phone_tails(sent_to.email, null))))
