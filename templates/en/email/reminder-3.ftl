<#assign subject>${overdueInvoices()}: third and last reminder</#assign>
<#assign opening>
Dear Sir or Madam,

Despite two reminders, ${asked} remains unpaid for ${theInvoices()} and we have received no explanation.
</#assign>
<#assign closing>
Please pay it in full <#if deadline??>by ${deadline} at the latest<#else>within eight days</#if>.

Failing that, your file will be passed to our collection department and your sales contact will be informed. If you dispute this amount or are in difficulty, reply to this e-mail before that date: we will look into your situation.

Yours faithfully,
</#assign>
