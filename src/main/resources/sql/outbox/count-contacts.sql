-- A contact for all on whose behalf it was, unless the debtor does not hear of it; whose party it is of is decided again.
-- Thanks are a contact and no reminder.
with mine as (
  select account_id, bool_or(not internal) as contacted, bool_or(merged and not internal) as merged,
         bool_or(not internal and purpose <> 'paid') as reminded, bool_or(merged and not internal and purpose <> 'paid') as merged_reminded
    from act where id = any(:acts) and not redirected group by account_id
), everybody as (
  select account_id, contacted, reminded from mine
  union all
  select p.other_id, mine.merged, mine.merged_reminded from mine join party_account p on p.account_id = mine.account_id where p.other_id <> p.account_id
), due as (
  select account_id from account_state where account_id in (select account_id from everybody) order by account_id for update
)
update account_state s
   set last_contact = case when e.contacted then greatest(s.last_contact, :today::date) else s.last_contact end,
       contacted = case when e.contacted then with_contact(s.contacted, :today::date) else s.contacted end,
       contacts = s.contacts + e.reminded::int, review_on = '-infinity'
  from due join (select account_id, bool_or(contacted) as contacted, bool_or(reminded) as reminded from everybody group by account_id) e
    on e.account_id = due.account_id
 where s.account_id = due.account_id
