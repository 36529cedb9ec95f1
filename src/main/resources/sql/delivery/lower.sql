-- What a bounced act said was not heard: its steps are free, its items stand where the others that were heard left them. Where the next
-- level left since, nothing is lowered.
with said as (
  delete from step where act_id = :act returning item_id, policy, cycle, level, occurrence
), heard as (
  select said.item_id, said.policy, said.cycle, max(other.level) as level,
         (array_agg((coalesce(act.sent_at, act.sending_at) at time zone company.zone)::date order by other.level desc, act.sent_at desc))[1] as said_on
    from said
    left join step other on other.item_id = said.item_id and other.policy = said.policy and other.cycle = said.cycle
                        and other.taken and other.act_id <> :act
    left join act on act.id = other.act_id
    left join company on company.id = act.company_id
   group by said.item_id, said.policy, said.cycle
), lowered as (
  update item
     set level = greatest(coalesce(heard.level, 0), case when item.cycle = 1 then coalesce(item.start_level, 0) else 0 end),
         level_on = case when item.cycle = 1 and item.start_level > coalesce(heard.level, 0) then item.start_on else heard.said_on end
    from heard
   where item.id = heard.item_id and item.policy = heard.policy and item.cycle = heard.cycle
     and item.level = (select max(said.level) from said where said.item_id = item.id)
     and item.level > coalesce(heard.level, 0)
  returning item.account_id
), mine as (
  select account_id from act where id = :act
), due as (
  select account_id
    from account_state
   where account_id in (select account_id from mine
                        union
                        select account_id from lowered
                        union
                        select other_id from party_account where account_id in (select account_id from mine))
   order by account_id
     for update
)
update account_state s set review_on = '-infinity' from due where s.account_id = due.account_id
