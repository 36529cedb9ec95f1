<#assign subject><#if count gt 1>${count} invoices falling due, the first on ${first.due} (${first.number})<#else>Invoice ${first.number} falling due on ${first.due}</#if>: for your information</#assign>
<#assign opening>
Hello,

<#if count gt 1>The invoices below fall due soon, the first on ${first.due}. They come to ${asked} in total.<#else>Invoice ${first.number} falls due on ${first.due}. The amount is ${asked}.</#if>
</#assign>
<#assign closing>
If your payment is already scheduled, there is nothing to do: this message is for your information only.

Do you have a question, or does something on the invoice need checking? Just reply to this e-mail before the due date and we will answer quickly.

Kind regards,
</#assign>
