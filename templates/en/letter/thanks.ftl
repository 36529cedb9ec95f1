<#assign subject><#if count gt 1>${count} invoices paid: thank you<#else>Invoice ${first.number}: payment received, thank you</#if></#assign>
<#assign opening>
Dear Sir or Madam,

<#if count gt 1>We have received your payment of the ${count} invoices below, ${paidTotal} in total.<#else>We have received your payment of invoice ${first.number}, ${paidTotal}.</#if> Thank you.
</#assign>
<#assign closing>
As far as we can see, no other invoice on your account is overdue today: please disregard our earlier reminders, there is nothing you need to do.

If you have a question about your account, please write to us or call us<#if creditor.phone??> on ${creditor.phone}</#if>.

Yours faithfully,
</#assign>
