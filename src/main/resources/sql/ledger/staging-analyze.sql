-- Before whole tables are merged; a re-read of some items does without.
analyze staged_item, staged_debtor, staged_contact, absent_item
