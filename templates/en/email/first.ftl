<#assign subject>${overdueInvoices()}: reminder</#assign>
<#assign opening>
Hello,

To date we have not received payment for ${theInvoices()} and ${asked} remains to be paid.
</#assign>
<#assign closing>
Please pay this amount <#if deadline??>by ${deadline}<#else>as soon as you can</#if>. If your payment left in the last few days, please disregard this message.

Is there an invoice to be checked, or a difficulty? Just reply to this e-mail.

Kind regards,
</#assign>
