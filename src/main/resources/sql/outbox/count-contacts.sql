with due as (
  select account_id from account_state where account_id in (select account_id from act where id = any(:acts) and not redirected) order by account_id for update
)
update account_state s
   set last_contact = greatest(s.last_contact, :today::date), contacts = s.contacts + 1, review_on = '-infinity'
  from due
 where s.account_id = due.account_id
