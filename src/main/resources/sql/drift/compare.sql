-- What each debtor of the source should carry against what it does carry there. One that stands in several companies of the ERP may carry the
-- marker of any of them; one whose marker is on its way is no drift. What is new is answered with.
with theirs as (
  select * from unnest(:debtors::text[], :markers::text[]) as t(debtor, marker)
), ours as (
  select debtor.key as debtor, array_agg(distinct state.marker) as markers, max(state.marker) as marker
    from company
    join debtor on debtor.company_id = company.id
    join account on account.debtor_id = debtor.id
    join account_state state on state.account_id = account.id
   where company.source = :source and company.told_back
   group by debtor.key
), differing as (
  select coalesce(ours.debtor, theirs.debtor) as debtor, ours.marker as ours, theirs.marker as theirs
    from ours full join theirs on theirs.debtor = ours.debtor
   where (theirs.marker is not null or ours.marker is not null)
     and not exists (select from unnest(ours.markers) as one(marker) where one.marker is not distinct from theirs.marker)
     and not exists (select from writeback w where w.source = :source and w.kind = 'marker'
                        and w.target = coalesce(ours.debtor, theirs.debtor) and w.state in ('queued', 'failed', 'claimed'))
), gone as (
  delete from drift where source = :source and debtor not in (select debtor from differing)
)
insert into drift (source, debtor, ours, theirs, since)
select :source, debtor, ours, theirs, :now from differing
on conflict (source, debtor) do update set ours = excluded.ours, theirs = excluded.theirs
returning debtor
