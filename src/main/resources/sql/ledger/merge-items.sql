-- New and changed items in one statement; unchanged ones are not even locked. An item re-read by the send route after
-- this sweep began is left alone. Open 0 -> not 0 reopens: next cycle, level 0. A new item starts at the level that the
-- ERP's own reminders had reached: its own, else its debtor's when we never decided about that account and the item was
-- late then. Never again later: from then on the levels are ours.
with day as (
  select (cast(:now as timestamptz) at time zone zone)::date as today from company where id = :company),
incoming as (
  select s.key, a.id as account_id, o.account_id as old_account, s.document, s.kind, s.number, s.reference, s.issued,
         s.due, s.original, s.open, s.payment_method, s.dispute, s.no_followup, s.in_payment, s.expected_on,
         s.payment_link, s.document_link, s.salesperson, s.iban, s.status, s.digest,
         case when s.open < 0 then null
              when s.native_level is not null then s.native_level
              when d.native_level > 0 and s.due < least(d.native_on, day.today)
               and (select decision_id is null from account_state where account_id = a.id) then d.native_level
         end as native_level,
         case when s.native_level is null then d.native_on else s.native_on end as native_on, day.today
    from staged_item s
   cross join day
    join debtor d on d.company_id = :company and d.key = s.debtor_key
    join account a on a.debtor_id = d.id and a.currency = s.currency
    left join item o on o.company_id = :company and o.key = s.key
   where (o.id is null and s.open <> 0)
      or (o.id is not null and (o.reread_at is null or o.reread_at < :started)
          and (o.account_id, o.document, o.kind, o.number, o.reference, o.issued, o.due, o.original, o.open,
               o.payment_method, o.dispute, o.no_followup, o.in_payment, o.expected_on, o.payment_link,
               o.document_link, o.salesperson, o.iban, o.status)
              is distinct from
              (a.id, s.document, s.kind, s.number, s.reference, s.issued, s.due, s.original, s.open,
               s.payment_method, s.dispute, s.no_followup, s.in_payment, s.expected_on, s.payment_link,
               s.document_link, s.salesperson, s.iban, s.status))),
started as (
  select *, case when native_level > 0 then least(native_level, 99) end as start_level,
         case when native_level > 0 and native_on is not null then least(native_on, today) end as start_on
    from incoming),
merged as (
  insert into item as i (account_id, company_id, key, document, kind, number, reference, issued, due, original, open,
                         payment_method, dispute, no_followup, in_payment, expected_on, payment_link, document_link,
                         salesperson, iban, status, digest, level, level_on, start_level, start_on, first_seen)
  select account_id, :company, key, document, kind, number, reference, issued, due, original, open,
         payment_method, dispute, no_followup, in_payment, expected_on, payment_link, document_link,
         salesperson, iban, status, digest, coalesce(start_level, 0), start_on, start_level, start_on,
         cast(:now as timestamptz)
    from started
  on conflict (company_id, key) do update
     set account_id = excluded.account_id, document = excluded.document, kind = excluded.kind, number = excluded.number,
         reference = excluded.reference, issued = excluded.issued, due = excluded.due, original = excluded.original,
         open = excluded.open, payment_method = excluded.payment_method, dispute = excluded.dispute,
         no_followup = excluded.no_followup, in_payment = excluded.in_payment, expected_on = excluded.expected_on,
         payment_link = excluded.payment_link, document_link = excluded.document_link,
         salesperson = excluded.salesperson, iban = excluded.iban, status = excluded.status, digest = excluded.digest,
         cycle = case when i.open = 0 and excluded.open <> 0 then i.cycle + 1 else i.cycle end,
         level = case when i.open = 0 and excluded.open <> 0 then 0 else i.level end,
         occurrence = case when i.open = 0 and excluded.open <> 0 then 0 else i.occurrence end,
         level_on = case when i.open = 0 and excluded.open <> 0 then null else i.level_on end,
         settled_at = case when excluded.open <> 0 then null when i.open <> 0 then :now else i.settled_at end,
         settled_as = case when excluded.open <> 0 then null when i.open <> 0 then 'settled' else i.settled_as end
  returning i.account_id, i.start_on)
insert into touched
select account_id, start_on from merged
union all select old_account, null from incoming where old_account is not null and old_account <> account_id
