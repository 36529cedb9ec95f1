-- Even those already marked are written: a run that is deciding them now sees that its answer is old. What changes one
-- account of a party changes all. A reminder of the ERP's own is a contact too.
with due as (
  select account_id
    from account_state
   where account_id in (select account_id from touched
                        union all
                        select other_id from party_account where account_id in (select account_id from touched))
   order by account_id
     for update),
contacted as (
  select account_id, max(contacted) as day from touched where contacted is not null group by account_id)
update account_state s
   set review_on = '-infinity', last_contact = greatest(s.last_contact, contacted.day),
       contacted = case when contacted.day is null then s.contacted else with_contact(s.contacted, contacted.day) end
  from due left join contacted on contacted.account_id = due.account_id
 where s.account_id = due.account_id
