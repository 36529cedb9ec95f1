-- Decisions, runs, the outbox with its two unique keys, the journal and the write-backs.

-- The outward switch, per company. No row = off.
create table outward (
  company_id    bigint primary key references company,
  mode          text not null check (mode in ('off', 'redirect', 'canary', 'on')),
  argument      text,                         -- redirect: the address; canary: debtor keys, comma-separated
  actor         text not null,
  at            timestamptz not null
);

-- Does it let a message to this debtor leave, or a rehearsal of one?
create function lets(mode text, argument text, debtor text, rehearsal boolean) returns boolean language sql immutable return
  case mode when 'on' then true
            when 'canary' then rehearsal or debtor = any (string_to_array(replace(argument, ' ', ''), ','))
            when 'redirect' then rehearsal
            else false end;

create table run (
  id            bigint generated always as identity primary key,
  code          text not null unique,         -- R20261121-acme-1-01
  company_id    bigint not null references company,
  business_day  date not null,
  operator      text not null,                -- a person's name, or 'schedule'
  state         text not null check (state in ('deciding', 'held', 'planned', 'executing', 'done', 'cancelled')),
  cause         text,                         -- why it is held
  outward       text not null,                -- the switch when it was planned: off, redirect, canary, on
  accounts      int not null default 0,       -- accounts decided in this run
  acts          int not null default 0,       -- acts it would send / planned
  items         int not null default 0,       -- items on those acts
  totals        text not null default '{}',   -- {"EUR":{"debit":"3900.00","credit":"0.00","balance":"3900.00"}}
  started_at    timestamptz not null,
  ended_at      timestamptz
);
create index on run (company_id, business_day);

-- A decision holds from from_day until the next row of its account: append-only, a quiet ledger writes nothing.
create table decision (
  id            bigint generated always as identity (increment by 5000) primary key, -- handed out in blocks
  account_id    bigint not null,
  run_id        bigint not null,
  from_day      date not null,
  policy        text, policy_version text,
  outcome       text not null,                -- contact, wait, held, nothing
  level         smallint not null default 0,
  reason        text not null,                -- a code of policy.Reason
  args          text[] not null default '{}',
  until         date not null,                -- the day on which it must be looked at again
  overdue       numeric(19,3) not null, credit numeric(19,3) not null, coming numeric(19,3) not null,
  item_ids      bigint[] not null,
  item_reasons  text[] not null,
  item_levels   smallint[] not null,          -- the level the item would take, or has
  item_args     text[] not null,              -- the reason's figures, '|'-separated
  item_next     date[] not null               -- when its next step is due, null = none
);
create index on decision (account_id, id);

create view item_decision as
  select d.id as decision_id, d.account_id, d.from_day,
         lead(d.from_day) over (partition by d.account_id, u.item_id order by d.id) as to_day,
         u.item_id, u.reason, u.level, u.args, u.next_on, d.policy, d.outcome as account_outcome, d.reason as account_reason, d.args as account_args
    from decision d
   cross join lateral unnest(d.item_ids, d.item_reasons, d.item_levels, d.item_args, d.item_next) as u(item_id, reason, level, args, next_on);

create table payload (
  id            bigint generated always as identity primary key,
  sha256        bytea not null,
  content_type  text not null,
  content       bytea,                        -- null once erased
  retain_until  date not null,
  created_at    timestamptz not null
);

create table act (
  id            bigint generated always as identity primary key,
  run_id        bigint not null references run,
  decision_id   bigint not null,
  company_id    bigint not null references company,
  account_id    bigint not null references account,
  source        text not null,
  policy        text not null, policy_version text not null,
  level         smallint not null, level_name text not null, marker text,
  channel       text not null, purpose text not null, role text not null, template text not null,
  item_id       bigint not null default 0,    -- item policies: the item is part of the key
  business_day  date not null,
  internal      boolean not null default false,  -- the debtor does not hear of it: no contact
  aside         boolean not null default false,  -- internal, and its level is told to the debtor too: it moves no level and holds nothing up
  merged        boolean not null default false,  -- speaks for its whole party: items of several companies
  redirected    boolean not null default false,  -- rehearsal: takes no step and counts as no contact
  approval      boolean not null default false,
  approved_by   text,
  items_digest  bigint not null,              -- of the set of items; another set voids an approval
  asked         numeric(19,3) not null, currency text not null,
  state         text not null check (state in ('planned', 'approved', 'queued', 'claimed', 'sending', 'sent', 'delivered',
                                               'failed', 'dead', 'uncertain', 'cancelled', 'bounced')),
  attempts      int not null default 0,
  resends       int not null default 0,       -- automatic resends of an uncertain one
  next_attempt  timestamptz not null,
  opens_at      timestamptz, waits text,      -- outside its debtor's hours (decision 0007): until when, in words too
  opens_on      date,                         -- the first day on which it might have left: it gets stale from then on
  owner         text, lease_until timestamptz,
  message_id    text, recipient text, payload_id bigint references payload,
  cause         text, receipt text,
  gateway_id    text,                         -- the channel's own number of it: its later reports name that
  facts         text,                         -- JSON: what its route may say beside the payload
  created_at    timestamptz not null,
  sending_at    timestamptz, sent_at timestamptz
);
-- Promise 2, first key: one message for one account, purpose and day.
create unique index act_once on act (account_id, policy, channel, purpose, role, item_id, business_day, redirected) where state <> 'cancelled';
create index act_ready on act (channel, next_attempt, id) where state in ('queued', 'failed', 'uncertain');
create index act_held on act (state, lease_until) where state in ('claimed', 'sending', 'uncertain', 'planned', 'approved', 'dead');
create index act_sent on act using brin (sent_at);
create index on act (run_id);
create index on act (account_id);
create index on act (channel, gateway_id) where gateway_id is not null;

create table act_item (
  act_id        bigint not null references act,
  item_id       bigint not null references item,
  open          numeric(19,3) not null,       -- what was asked when planned, then when sent
  overdue       boolean not null,             -- false = listed as still to come (or as a credit)
  primary key (act_id, item_id)
);
create index on act_item (item_id);

-- Promise 2, second key: one item reaches one level of one policy once in a cycle, per channel and role.
-- Reserved when the act is planned, taken when it is sent, deleted when the act is cancelled or taken over.
create table step (
  item_id       bigint not null references item,
  policy        text not null,
  cycle         int not null,
  level         smallint not null,
  occurrence    int not null,
  channel       text not null, role text not null,
  act_id        bigint not null references act,
  taken         boolean not null default false,
  aside         boolean not null default false,
  primary key (item_id, policy, cycle, level, occurrence, channel, role)
);
create index on step (act_id);
create index step_under_way on step (item_id) where not taken and not aside;

-- Append-only and chained: hash = sha256(previous hash, metadata, payload hash). Head is locked by each writer.
create table journal (
  seq           bigint primary key,
  at            timestamptz not null,
  kind          text not null,
  actor         text not null,
  company_id    bigint, account_id bigint, act_id bigint,
  detail        text not null,                -- JSON, the metadata that is hashed
  payload_id    bigint, payload_sha256 bytea,
  hash          bytea not null
);
create index on journal (account_id);
create index on journal (act_id);
create table journal_head (one boolean primary key default true check (one), seq bigint not null, hash bytea not null);
insert into journal_head (seq, hash) values (0, ''::bytea);
create function journal_is_append_only() returns trigger language plpgsql as
$$ begin raise exception 'the journal is append-only'; end $$;
create trigger journal_append_only before update or delete or truncate on journal
  for each statement execute function journal_is_append_only();

create table writeback (
  id            bigint generated always as identity primary key,
  company_id    bigint not null references company,
  source        text not null,
  kind          text not null check (kind in ('note', 'marker')),
  key           text not null unique,         -- idempotency key, sent to the ERP
  account_id    bigint, act_id bigint,
  target        text not null,                -- note: the ERP document; marker: the debtor's key
  data          text not null,                -- JSON model of its template
  state         text not null default 'queued' check (state in ('queued', 'claimed', 'done', 'failed', 'dead')),
  attempts      int not null default 0,
  next_attempt  timestamptz not null,
  owner         text, lease_until timestamptz,
  cause         text,
  created_at    timestamptz not null, done_at timestamptz
);
create index writeback_ready on writeback (source, next_attempt, id) where state in ('queued', 'failed', 'claimed');
create index writeback_marker on writeback (company_id, target) where kind = 'marker' and state in ('queued', 'failed', 'dead');
create index on writeback (act_id);

-- A person stopped this channel ('*' = all of them) for every node; claims leave its acts where they are.
create table channel_pause (
  channel       text primary key, actor text not null, at timestamptz not null
);

create table address_block (
  email         text primary key, cause text not null, at timestamptz not null
);

-- A debtor whom a message of a kind (email, mobile, post) could not be addressed to, until his contacts (print) or the rule change.
create table unreachable (
  account_id    bigint not null references account,
  reaches       text not null,
  role          text not null,                -- of the message: the executive's falls back on the others, theirs not on his
  rule          text not null,                -- relance.mail.shared.* as it was
  most          int not null,
  print         text not null,
  at            timestamptz not null,
  primary key (account_id, reaches)
);
create function contact_print(debtor bigint, most int) returns text language sql stable as $$
  select md5(concat_ws(' ', c.email, d.name, d.street, d.zip, d.city, d.country,
               string_agg(concat_ws('|', k.key, k.role, k.email, k.phone, k.mobile, k.no_mail, k.no_call,
               (select count(distinct o.debtor_id) > most from contact o where lower(o.email) = lower(k.email))), ',' order by k.key)))
    from debtor d
    join company c on c.id = d.company_id
    left join contact k on k.debtor_id = d.id
   where d.id = debtor
   group by c.email, d.name, d.street, d.zip, d.city, d.country
$$;

-- What a person must see, one row per standing problem; closed when it is over.
create table alert (
  id            bigint generated always as identity primary key,
  kind          text not null, subject text not null, -- e.g. ('source', 'acme/1')
  message       text not null,
  since         timestamptz not null, last_seen timestamptz not null, until timestamptz,
  times         int not null default 1
);
create unique index alert_open on alert (kind, subject) where until is null;

-- May an SMS reach one of these numbers? Of French ones those that begin with 6 or 7; what a number really is, libphonenumber
-- says when the message is written.
create function rings(mobile text, phone text, country text) returns boolean language sql immutable parallel safe as $$
  select case when country = 'FR' then n ~ '(^|[^0-9])((\+|00)?330?|0)[67][0-9]{8}' or n ~ '(^|[^0-9])(\+|00)(?!33)[0-9]' else n ~ '[0-9]' end
    from regexp_replace(regexp_replace(concat_ws(';', mobile, phone), '\s[-–]\s', ';', 'g'), '[^0-9+;,/|[:alpha:]]', '', 'g') n
$$;

-- What policy.Account reads of an account; version changes with every write to its state. Contacts are looked up account
-- by account: hashing all of them would delay a run's first row, and cost more than most runs.
-- reach = by e-mail 0 nobody, 1 the executive only, 2 anybody; by mobile 4 times that; by post 16.
create view account_read as
  select a.id, a.company_id, s.review_on, s.digest, s.xmin as version, s.last_contact, s.contacted, s.lead_id,
         c.source || '/' || c.key as company, a.currency, d.country, d.language, d.category, nullif(d.tags, '{}') as tags,
         d.business, d.policy, d.payment_method, d.excluded, d.dispute, d.hold_until,
         k.reach + case when u.post is null and d.street <> '' and d.city <> '' then 16 else 0 end as reach
    from account a
    left join lateral (select max(role) filter (where reaches = 'email') as email, max(role) filter (where reaches = 'mobile') as mobile,
                              max(role) filter (where reaches = 'post') as post
                         from unreachable where account_id = a.id) u on true
    join account_state s on s.account_id = a.id
    join debtor d on d.id = a.debtor_id
    join company c on c.id = a.company_id
    join lateral (
         select case when u.email is null and bool_or(written and role <> 'executive') then 2
                     when u.email is distinct from 'executive' and bool_or(written and role = 'executive') then 1 else 0 end
              + case when u.mobile is null and bool_or(called and role <> 'executive') then 8
                     when u.mobile is distinct from 'executive' and bool_or(called and role = 'executive') then 4 else 0 end as reach
           from (select role,
                        not no_mail and email like '%_@_%._%'
                        and not exists (select from address_block b where b.email = lower(btrim(contact.email))) as written,
                        not no_call and rings(mobile, phone, d.country) as called
                   from contact where debtor_id = d.id) one) k on true;
