<#assign subject>Call ${debtor.name}: ${asked} overdue</#assign>
<#assign opening>
Call <#if debtor.contact??>${debtor.contact}, </#if>${debtor.name}<#if debtor.reference??> (${debtor.reference})</#if><#if debtor.phone??>, on ${debtor.phone}<#else>. No number is known, or they are not to be called: look in their file first</#if>.

What to say: "Good morning, this is ${creditor.name}. I am calling about ${theInvoices()}, of which ${asked} is still open. Did you receive our messages? Is anything wrong with the invoices? When can we expect the payment?"
</#assign>
<#assign closing>
Stay courteous and note what was said when you close this task. Begin with: "promise 30/11" (their day), "no answer", or what is wrong. A promise with its day holds our reminders until then; a dispute is noted in the ERP.
</#assign>
