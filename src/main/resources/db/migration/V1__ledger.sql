-- The canonical ledger (design: src/docs/decisions/0001-the-street.md). Money is numeric(19,3) in the
-- currency of its account; due dates are dates; every key carries its company.

create table hub (
  id          uuid primary key default gen_random_uuid(),
  created_at  timestamptz not null default now()
);
insert into hub default values;

create table company (
  id            bigint generated always as identity primary key,
  source        text not null,                -- the ERP deployment's name in application.properties
  key           text not null,                -- the company's id inside that ERP
  name          text not null default '',
  vat           text, registration text,
  street        text, zip text, city text, country text,
  iban          text, bic text, phone text, email text,
  language      text not null default 'fr',
  zone          text not null default 'Europe/Paris',
  currency      text not null default 'EUR',
  told_back     boolean not null default true, -- can its connector write to the ERP?
  unique (source, key)
);

-- One row per company: how its ledger is fed, and whether we may believe it.
create table feed (
  company_id    bigint primary key references company,
  cursor        text,                         -- the connector's own, opaque
  mark          text,                         -- the highest thing the ERP ever showed: a lower one later = older backup
  identity      text,                         -- who the ERP said it was the first time
  swept_at      timestamptz,                  -- as of when the last whole sweep shows the ERP: when it began, or a file's date
  read_at       timestamptz,                  -- the same of the last whole delta or sweep
  fresh_until   timestamptz,                  -- set where nothing can be read again before it is sent: nothing leaves after it
  trouble       text,                         -- null = healthy; else what is wrong and what to do
  trouble_since timestamptz,
  doubted       boolean not null default false, -- what it said last is not believed (a lie, a held sweep): nothing leaves before a whole reading
  paused        boolean not null default false
);

create table sweep (
  id            bigint generated always as identity primary key,
  company_id    bigint not null references company,
  mode          text not null check (mode in ('sweep', 'delta')),
  state         text not null default 'open' check (state in ('open', 'whole', 'void', 'held')),
  started_at    timestamptz not null,
  closed_at     timestamptz,
  pages         int not null default 0,
  records       bigint not null default 0,
  changed       bigint not null default 0,
  settled       bigint not null default 0,
  missing       bigint not null default 0,    -- open items of the ledger that did not come with a whole sweep
  proof         text,
  cause         text,
  missing_items bigint[],                     -- held: the items that were missing
  released_by   text                          -- held: who said that those may be missing next time
);
create index on sweep (company_id, id);
create index on sweep (company_id) where state = 'open';

create table debtor (
  id            bigint generated always as identity primary key,
  company_id    bigint not null references company,
  key           text not null,
  name          text not null,
  reference     text,
  legal_key     text, payer_key text,
  siren         text, vat text,
  language      text, country text, street text, zip text, city text,
  category      text,
  tags          text[] not null default '{}',
  salesperson   text,
  payment_method text,
  policy        text,                         -- the policy named in the ERP
  excluded      boolean not null default false,
  hold_until    date,
  business      boolean,                      -- null = not known
  native_level  int, native_on date,
  dispute       boolean not null default false,
  unique (company_id, key)
);

create table contact (
  debtor_id     bigint not null references debtor on delete cascade,
  key           text not null,
  role          text not null check (role in ('billing', 'dunning', 'executive', 'general')),
  name          text, email text, phone text, mobile text, language text,
  no_mail       boolean not null default false,
  no_call       boolean not null default false,
  primary key (debtor_id, key)
);
create index on contact (lower(email));

-- An account is one debtor in one company and one currency.
create table account (
  id            bigint generated always as identity primary key,
  debtor_id     bigint not null references debtor,
  company_id    bigint not null references company,
  currency      text not null,
  unique (debtor_id, currency)
);
create index on account (company_id);

-- Debtors of companies that speak as one creditor (decision 0003): what persons said of them…
create sequence party_word;
create table debtor_word (
  debtor_id     bigint primary key references debtor,
  party         bigint,                       -- the same as all of that number; null = the same as nobody
  why           text not null, actor text not null, at timestamptz not null
);

-- … and who is the same as whom now, by their word or by their numbers; party = the smallest debtor_id among them.
create table debtor_link (
  debtor_id     bigint primary key references debtor,
  party         bigint not null,
  how           text not null check (how in ('person', 'siren', 'vat')),
  why           text not null, actor text not null, at timestamptz not null
);
create index on debtor_link (party);

-- What moves often about an account, kept narrow.
create table account_state (
  account_id    bigint primary key references account,
  review_on     date not null default '-infinity',  -- decide again on this day; -infinity = something changed
  decision_id   bigint,
  digest        bigint,                       -- of the decision in force: an equal one writes nothing
  to_plan       boolean not null default false, -- that decision says CONTACT and no act was planned for it yet
  last_contact  date,                         -- business day of the last debtor-facing act sent (or uncertain)
  contacts      int not null default 0,
  contacted     date[],                       -- the last twelve of those days, newest first
  marker        text,                         -- the marker last told to the ERP
  lead_id       bigint                        -- the account that speaks for its party in this currency; null = alone
) with (fillfactor = 50);                      -- no index but the key: every update stays on its page (HOT)
create index account_party on account_state (lead_id) where lead_id is not null; -- and never changes with the others

-- Twelve is policy.Calendar.Most.KNOWN.
create function with_contact(days date[], day date) returns date[] language sql immutable return
  (select array_agg(on_day order by on_day desc)
     from (select distinct on_day from unnest(days || day) as known(on_day) where on_day is not null
            order by on_day desc limit 12) newest);

-- Each account of a party with each, itself included: what changes one changes all.
create view party_account as
  select s.account_id, m.account_id as other_id
    from account_state s join account_state m on m.lead_id = s.lead_id
   where s.lead_id is not null and m.lead_id is not null;

create table item (
  id            bigint generated always as identity primary key,
  account_id    bigint not null references account,
  company_id    bigint not null references company,
  key           text not null,                -- stable business key inside the company
  document      text,                         -- the ERP document that carries it (write-back target)
  kind          text not null check (kind in ('invoice', 'credit', 'payment', 'entry')),
  number        text, reference text,
  issued        date,
  due           date not null,
  original      numeric(19,3) not null,
  open          numeric(19,3) not null,       -- signed: what is still owed; credits are negative
  payment_method text,
  dispute       boolean not null default false,
  no_followup   boolean not null default false,
  in_payment    boolean not null default false,
  expected_on   date,
  payment_link  text, document_link text, salesperson text, iban text, status text,
  -- where it stands in its policy
  cycle         int not null default 1,       -- n+1 when it reopens
  policy        text,
  level         smallint not null default 0,  -- the level reached by contact in this cycle; 0 = none
  occurrence    int not null default 0,       -- times the last level was repeated
  level_on      date,
  start_level   smallint, start_on date,      -- the level it had reached in the ERP when it was first seen, and since when
  first_seen    timestamptz not null default now(),
  reread_at     timestamptz,                  -- when the send route last re-read it: a sweep begun before knows less
  settled_at    timestamptz,
  settled_as    text check (settled_as in ('settled', 'gone')),
  digest        uuid,                         -- of the record that this row equals (decision 0002); null = not known
  unique (company_id, key)
) with (fillfactor = 90);
create index item_open on item (account_id) where open <> 0;
create index on item (company_id, number);
create index on item (company_id, document);

-- Whoever changes what a record says without naming the new record leaves no digest behind.
create function forget_digest() returns trigger language plpgsql as $$
begin
  new.digest := null;
  return new;
end $$;
create trigger forget_digest before update on item for each row
  when (new.digest = old.digest
        and (new.account_id, new.company_id, new.key, new.document, new.kind, new.number, new.reference, new.issued,
             new.due, new.original, new.open, new.payment_method, new.dispute, new.no_followup, new.in_payment,
             new.expected_on, new.payment_link, new.document_link, new.salesperson, new.iban, new.status)
            is distinct from
            (old.account_id, old.company_id, old.key, old.document, old.kind, old.number, old.reference, old.issued,
             old.due, old.original, old.open, old.payment_method, old.dispute, old.no_followup, old.in_payment,
             old.expected_on, old.payment_link, old.document_link, old.salesperson, old.iban, old.status))
  execute function forget_digest();

create table payment (
  id            bigint generated always as identity primary key,
  company_id    bigint not null references company,
  key           text not null,
  item_key      text,
  debtor_key    text,
  paid_on       date not null,
  amount        numeric(19,3) not null,
  currency      text not null,
  unique (company_id, key)
);

create table quote (
  id            bigint generated always as identity primary key,
  company_id    bigint not null references company,
  account_id    bigint not null references account,
  key           text not null,
  number        text, sent_on date, valid_until date,
  amount        numeric(19,3) not null,
  salesperson   text,
  status        text not null,                -- sent, accepted, refused, expired
  last_activity date,
  link          text,
  unique (company_id, key)
);
