-- Hints that come in, events that go out (src/docs/decisions/0004-events.md).

-- One row per source: when somebody last asked that it be read now, and when such a hint was last followed.
create table hint (
  source        text primary key,
  asked_at      timestamptz,                  -- null = nobody asks
  read_at       timestamptz
);

-- Who is told; follows relance.events.* at every start. Addresses and secrets stay in the settings.
create table subscriber (
  name          text primary key,
  types         text[] not null,
  failures      int not null default 0,       -- in a row, of the subscriber's making
  rests_until   timestamptz not null default '-infinity',
  cause         text
);

-- The outbox of events: one row per subscriber, written in the commit of what happened.
create table event (
  id            bigint generated always as identity primary key,
  key           uuid not null default gen_random_uuid(), -- what every try carries
  subscriber    text not null references subscriber on delete cascade,
  type          text not null,
  company_id    bigint not null references company,
  debtor_id     bigint not null,
  at            timestamptz not null,
  data          text not null,                -- JSON: keys, numbers, amounts
  state         text not null default 'waiting' check (state in ('waiting', 'claimed', 'delivered', 'dead')),
  attempts      int not null default 0,
  next_attempt  timestamptz not null default '-infinity',
  failing_since timestamptz,                  -- its first try that failed; null = none has
  owner         text, lease_until timestamptz,
  cause         text,
  delivered_at  timestamptz
);
create index event_waiting on event (subscriber, debtor_id, id) where state in ('waiting', 'claimed');
create index event_ready on event (subscriber, next_attempt, id) where state in ('waiting', 'claimed');
create index on event using brin (at);

create function listened_to(kinds text[]) returns boolean language sql stable as
$$ select exists (select from subscriber where types && kinds) $$;

-- An act that left, or will not leave by itself any more. Rehearsals are nobody's business; a relay's words may hold an address.
create function tell_acts() returns trigger language plpgsql as $$
begin
  if listened_to('{sent,failed}') then
    insert into event (subscriber, type, company_id, debtor_id, at, data)
    select s.name, happened.type, act.company_id, debtor.id, coalesce(act.sent_at, now()), jsonb_build_object(
             'act', act.id, 'state', act.state, 'debtor', debtor.key, 'reference', debtor.reference, 'policy', act.policy, 'level', act.level,
             'levelName', act.level_name, 'marker', act.marker, 'channel', act.channel, 'purpose', act.purpose,
             'day', act.business_day, 'asked', act.asked::text, 'currency', act.currency,
             'items', (select jsonb_agg(jsonb_build_object('item', i.key, 'number', i.number, 'open', l.open::text, 'overdue', l.overdue)
                                        order by i.due, i.id)
                         from act_item l join item i on i.id = l.item_id where l.act_id = act.id))::text
      from new_act act
      join old_act was on was.id = act.id
     cross join lateral (select case when act.state = 'sent' and was.state <> 'sent' then 'sent'
                                     when act.state in ('dead', 'bounced') and was.state <> act.state
                                       or act.state = 'uncertain' and act.resends > 0 and (was.state <> 'uncertain' or was.resends = 0)
                                       then 'failed' end as type) happened
      join account on account.id = act.account_id
      join debtor on debtor.id = account.debtor_id
      join subscriber s on happened.type = any(s.types)
     where not act.redirected
     order by act.id;
  end if;
  return null;
end $$;
create trigger tell_acts after update on act referencing old table as old_act new table as new_act
  for each statement execute function tell_acts();

-- What the ERP says of an item: less is open (what vanished from the ERP was not paid), a dispute, a date on which it is expected.
create function tell_items() returns trigger language plpgsql as $$
begin
  if listened_to('{paid,dispute,promise}') then
    insert into event (subscriber, type, company_id, debtor_id, at, data)
    select s.name, happened.type, item.company_id, debtor.id, coalesce(item.settled_at, now()),
           (jsonb_build_object('debtor', debtor.key, 'reference', debtor.reference, 'item', item.key, 'number', item.number, 'due', item.due,
                               'original', item.original::text, 'open', item.open::text, 'currency', account.currency) || happened.data)::text
      from new_item item
      join old_item was on was.id = item.id
     cross join lateral (values
        ('paid', was.open > 0 and item.open < was.open and item.settled_as is distinct from 'gone',
         jsonb_build_object('paid', (was.open - greatest(item.open, 0))::text)),
        ('dispute', item.dispute <> was.dispute, jsonb_build_object('dispute', item.dispute)),
        ('promise', item.expected_on is distinct from was.expected_on, jsonb_build_object('expectedOn', item.expected_on)))
        as happened(type, holds, data)
      join account on account.id = item.account_id
      join debtor on debtor.id = account.debtor_id
      join subscriber s on happened.type = any(s.types)
     where happened.holds
     order by item.id;
  end if;
  return null;
end $$;
create trigger tell_items after update on item referencing old table as old_item new table as new_item
  for each statement execute function tell_items();

-- What the ERP says of a debtor as a whole.
create function tell_debtors() returns trigger language plpgsql as $$
begin
  if listened_to('{dispute,promise}') then
    insert into event (subscriber, type, company_id, debtor_id, at, data)
    select s.name, happened.type, debtor.company_id, debtor.id, now(),
           (jsonb_build_object('debtor', debtor.key, 'reference', debtor.reference) || happened.data)::text
      from new_debtor debtor
      join old_debtor was on was.id = debtor.id
     cross join lateral (values
        ('dispute', debtor.dispute <> was.dispute, jsonb_build_object('dispute', debtor.dispute)),
        ('promise', debtor.hold_until is distinct from was.hold_until, jsonb_build_object('holdUntil', debtor.hold_until)))
        as happened(type, holds, data)
      join subscriber s on happened.type = any(s.types)
     where happened.holds
     order by debtor.id;
  end if;
  return null;
end $$;
create trigger tell_debtors after update on debtor referencing old table as old_debtor new table as new_debtor
  for each statement execute function tell_debtors();
