-- The debtor's marker is that of the highest level reached among its open overdue items, over all its accounts; under a
-- policy that takes all of a party together, also over those of the others.
-- One that changed takes the place of those not yet told.
with marks as (
  select * from unnest(:policies::text[], :ranks::int[], :markers::text[], :merged::boolean[]) as m(policy, rank, marker, merged)
), known as (
  select account.debtor_id, account.id as account_id, false as others from account where account.debtor_id = any(:debtors)
  union all
  select account.debtor_id, party.other_id, true
    from account join party_account party on party.account_id = account.id
   where account.debtor_id = any(:debtors) and party.other_id <> party.account_id
), earned as (
  select known.debtor_id, (array_agg(marks.marker order by item.level desc, item.due, item.id))[1] as marker
    from known
    join item on item.account_id = known.account_id and item.open <> 0
    join company on company.id = item.company_id
    join marks on marks.policy = item.policy and marks.rank = item.level and (marks.merged or not known.others)
   where item.open > 0
     and item.due < (:now::timestamptz at time zone company.zone)::date
   group by known.debtor_id
), changed as (
  select account.debtor_id, max(earned.marker) as marker
    from account
    join company on company.id = account.company_id and company.told_back
    join account_state state on state.account_id = account.id
    left join earned on earned.debtor_id = account.debtor_id
   where account.debtor_id = any(:debtors)
   group by account.debtor_id
  having max(earned.marker) is distinct from max(state.marker)
), locked as (
  select state.account_id, changed.marker
    from changed join account on account.debtor_id = changed.debtor_id
    join account_state state on state.account_id = account.id
   order by state.account_id
     for update of state
), stamped as (
  update account_state state set marker = locked.marker
    from locked
   where state.account_id = locked.account_id
), overtaken as (
  delete from writeback w
   using changed join debtor on debtor.id = changed.debtor_id
   where w.kind = 'marker' and w.company_id = debtor.company_id and w.target = debtor.key
     and w.state in ('queued', 'failed', 'dead')
)
insert into writeback (company_id, source, kind, key, target, data, next_attempt, created_at)
select debtor.company_id, company.source, 'marker', 'marker-' || gen_random_uuid(), debtor.key,
       jsonb_build_object('marker', changed.marker)::text, :now::timestamptz, :now::timestamptz
  from changed
  join debtor on debtor.id = changed.debtor_id
  join company on company.id = debtor.company_id
