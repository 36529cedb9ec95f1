<#assign subject>${overdueInvoices()}: final reminder before formal notice</#assign>
<#assign opening>
Dear Sir or Madam,

Our reminders have had no effect: to date we have received neither payment for ${theInvoices()} nor any explanation. You owe us ${asked}.
</#assign>
<#assign closing>
Please pay this amount in full <#if deadline??>by ${deadline} at the latest<#else>within eight days</#if>.

After that, and without an answer from you, we will send you a formal notice and then hand this debt over to a third party for collection. This can still be avoided: pay the amount due, or contact us to agree on instalments or to tell us why you dispute it.

Yours faithfully,
</#assign>
