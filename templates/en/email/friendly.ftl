<#assign subject>${overdueInvoices()}: reminder</#assign>
<#assign opening>
Hello,

According to our records, we have not yet received payment for ${theInvoices()} and ${asked} is still outstanding.

This may well be an oversight: everything you need is set out below.
</#assign>
<#assign closing>
Please arrange payment <#if deadline??>by ${deadline}<#else>as soon as you can</#if>. If you have paid in the meantime, please disregard this message.

If a difficulty or a disagreement is behind the delay, just reply to this e-mail and we will look for a solution with you.

Kind regards,
</#assign>
