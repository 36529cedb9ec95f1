truncate staged_company, staged_debtor, staged_contact, staged_item, staged_payment, staged_quote, staged_document, absent_item,
         touched;
reset work_mem
