select item.key, item.document, debtor.key as debtor, account.currency, item.kind, item.number, item.reference, item.issued::text as issued,
       item.due::text as due, item.original, item.open, item.dispute,
       item.expected_on::text as "expectedOn", item.payment_link as "paymentLink"
  from item
  join account on account.id = item.account_id
  join debtor on debtor.id = account.debtor_id
 where item.company_id = :#${exchangeProperty.companyId} and item.key = any(string_to_array(:#keys, ' '))
