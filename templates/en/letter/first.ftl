<#assign subject>Reminder: ${asked} to be paid</#assign>
<#assign opening>
Dear Sir or Madam,

To date we have not received payment for ${theInvoices()} and ${asked} remains to be paid.
</#assign>
<#assign closing>
Please pay this amount <#if deadline??>by ${deadline}<#else>as soon as you can</#if>. If your payment left in the last few days, please disregard this letter.

We have no e-mail address at which to reach you: please give us one if you prefer our messages by e-mail. Is there an invoice to be checked, or a difficulty? Please call or write to us.

Yours faithfully,
</#assign>
