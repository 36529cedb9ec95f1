-- With whose books they stand in, where several are listed together.
select item.id, coalesce(item.number, item.key) as number, item.reference, item.issued, item.due, item.original, item.open,
       item.payment_link, company.name as books, coalesce(debtor.reference, debtor.key) as books_reference
  from item
  left join account on :several and account.id = item.account_id
  left join debtor on debtor.id = account.debtor_id
  left join company on company.id = account.company_id
 where item.id = any(:items)
