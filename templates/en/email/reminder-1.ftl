<#assign subject>${overdueInvoices()}: first reminder</#assign>
<#assign opening>
Hello,

We have not yet received payment for ${theInvoices()} and ${asked} is outstanding. Perhaps this due date escaped your attention.
</#assign>
<#assign closing>
Please arrange payment <#if deadline??>by ${deadline}<#else>as soon as you can</#if>. If you have paid in the last few days, please disregard this message.

If you have any question, just reply to this e-mail.

Kind regards,
</#assign>
