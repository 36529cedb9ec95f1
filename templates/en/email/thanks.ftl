<#assign subject><#if count gt 1>${count} invoices paid: thank you<#else>Invoice ${first.number}: payment received, thank you</#if></#assign>
<#assign opening>
Hello,

<#if count gt 1>We have received your payment of the ${count} invoices below, ${paidTotal} in total. Thank you.<#else>We have received your payment of invoice ${first.number}, ${paidTotal}. Thank you.</#if>
</#assign>
<#assign closing>
As far as we can see, no other invoice on your account is overdue today: please disregard our earlier reminders, there is nothing you need to do.

If you have a question about your account, simply reply to this e-mail.

Kind regards,
</#assign>
