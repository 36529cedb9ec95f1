<#assign subject>${overdueInvoices()}: second reminder</#assign>
<#assign opening>
Dear Sir or Madam,

Despite our earlier message, we have not received payment for ${theInvoices()} and ${asked} remains unpaid.
</#assign>
<#assign closing>
Please pay this amount <#if deadline??>by ${deadline} at the latest<#else>without delay</#if>. If your payment is under way, please reply to this e-mail with its date.

If we receive neither payment nor an answer by then, we will send you a final reminder before formal notice. If you are in difficulty, contact us now: payment in instalments can be agreed.

Yours faithfully,
</#assign>
