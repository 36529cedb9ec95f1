-- The account's last contact is that of the acts that did leave, or may have; before them, the ERP's own.
update account_state state
   set last_contact = greatest((select max(start_on) from item where item.account_id = state.account_id),
                       (select max((coalesce(act.sent_at, act.sending_at) at time zone company.zone)::date)
                         from act join company on company.id = act.company_id
                        where act.account_id in (select state.account_id
                                                 union all
                                                 select other_id from party_account where account_id = state.account_id)
                          and (act.merged or act.account_id = state.account_id)
                          and not act.redirected
                          and act.state in ('sent', 'delivered', 'bounced', 'sending', 'uncertain')))
 where state.account_id in (select account_id from act where id = :act and not redirected
                            union all
                            select p.other_id from act join party_account p on p.account_id = act.account_id
                             where act.id = :act and act.merged and not act.redirected)
