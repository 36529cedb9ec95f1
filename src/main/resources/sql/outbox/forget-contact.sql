-- The account's contacts are those of the acts that did leave, or may have, and did not come back; before them, the ERP's own.
with concerned as (
  select account_id from act where id = :act and not redirected
  union
  select p.other_id from act join party_account p on p.account_id = act.account_id
   where act.id = :act and act.merged and not act.redirected
), known as (
  select concerned.account_id,
         (select array_agg(newest.on_day order by newest.on_day desc)
            from (select max(start_on) as on_day from item where item.account_id = concerned.account_id
                  union
                  select (coalesce(act.sent_at, act.sending_at) at time zone company.zone)::date
                    from act join company on company.id = act.company_id
                   where act.account_id in (select concerned.account_id
                                            union all
                                            select other_id from party_account where account_id = concerned.account_id)
                     and (act.merged or act.account_id = concerned.account_id)
                     and not act.redirected and not act.internal
                     and act.state in ('sent', 'delivered', 'sending', 'uncertain')
                   order by 1 desc nulls last
                   limit 12) newest
           where newest.on_day is not null) as days
    from concerned
), mine as (
  select account_id from account_state where account_id in (select account_id from concerned) order by account_id for update
)
update account_state state
   set last_contact = known.days[1], contacted = known.days
  from known join mine using (account_id)
 where state.account_id = known.account_id
