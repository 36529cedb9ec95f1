-- Merging sorts and hashes whole tables; given back with the tables' rows (staging-empty.sql).
set work_mem = '128MB';
-- Pages land here first, in the session that holds the sweep's lock: what a dead session staged is gone with it.
-- Columns in the order of ledger.RecordType, after seq (the later of two records of one key counts).
create temp table if not exists staged_company (
  seq bigint not null, key text not null, name text, vat text, registration text, street text, zip text, city text,
  country text, iban text, bic text, phone text, email text, language text, zone text, currency text
);
create temp table if not exists staged_debtor (
  seq bigint not null, key text not null, name text not null, reference text, legal_key text, payer_key text,
  siren text, vat text, language text, country text, street text, zip text, city text, category text,
  tags text[] not null, salesperson text, payment_method text, policy text, excluded boolean not null, hold_until date,
  business boolean, native_level int, native_on date, dispute boolean not null
);
create temp table if not exists staged_contact (
  seq bigint not null, debtor_key text not null, key text not null, role text not null, name text, email text,
  phone text, mobile text, language text, no_mail boolean not null, no_call boolean not null
);
create temp table if not exists staged_item (
  seq bigint not null, key text not null, document text, debtor_key text not null, currency text not null,
  kind text not null, number text, reference text, issued date, due date not null,
  original numeric(19,3) not null, open numeric(19,3) not null, payment_method text,
  dispute boolean not null, no_followup boolean not null, in_payment boolean not null, expected_on date,
  payment_link text, document_link text, salesperson text, iban text, status text,
  native_level int, native_on date, digest uuid
);
create temp table if not exists staged_payment (
  seq bigint not null, key text not null, item_key text, debtor_key text, paid_on date not null,
  amount numeric(19,3) not null, currency text not null
);
create temp table if not exists staged_quote (
  seq bigint not null, key text not null, debtor_key text not null, currency text not null, number text,
  sent_on date, valid_until date, amount numeric(19,3) not null, salesperson text, status text not null,
  last_activity date, link text
);
-- Documents that a delta read completely: an item of theirs that did not come is gone.
create temp table if not exists staged_document (seq bigint not null, key text not null);
-- Open items that a whole sweep did not bring as they are: they came changed, or not at all.
create temp table if not exists absent_item (id bigint not null);
-- Accounts to be decided again; contacted = the day on which the ERP itself reminded them last, before us.
create temp table if not exists touched (account_id bigint not null, contacted date);
