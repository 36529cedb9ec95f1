insert into account_hold (account_id, why, since, until, note, actor, print, reminded_on, at)
select account.id, :why, (:now::timestamptz at time zone company.zone)::date, :until::date, :note, :actor,
       case when :why = 'bounce' then contact_print(account.debtor_id, 1000000) end,
       (:now::timestamptz at time zone company.zone)::date, :now::timestamptz
  from account join company on company.id = account.company_id
 where account.id = any(:accounts)
    on conflict (account_id, why) do update
   set since = least(account_hold.since, excluded.since), until = excluded.until, note = excluded.note, actor = excluded.actor,
       print = excluded.print, reminded_on = excluded.reminded_on, at = excluded.at
 where :shortens or account_hold.until <= excluded.until
