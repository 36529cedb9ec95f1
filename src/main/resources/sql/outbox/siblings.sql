-- Acts that say the same level of the same account to somebody else; when they reached him, or may have.
select act.id as act, sibling.id,
       case when sibling.state in ('sent', 'delivered', 'uncertain') and not sibling.internal then (coalesce(sibling.sent_at, sibling.sending_at) at time zone company.zone)::date end as contacted_on
  from act
  join company on company.id = act.company_id
  join act sibling on sibling.account_id = act.account_id and sibling.id <> act.id and sibling.policy = act.policy
                  and sibling.level = act.level and sibling.purpose = act.purpose and sibling.item_id = act.item_id
                  and sibling.business_day = act.business_day and sibling.redirected = act.redirected
 where act.id = any(:acts) and sibling.state not in ('dead', 'cancelled', 'bounced')
