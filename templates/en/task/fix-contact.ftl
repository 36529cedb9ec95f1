<#assign subject>Find out how to reach ${debtor.name}: our messages do not arrive</#assign>
<#assign opening>
No message can be sent to ${debtor.name}<#if debtor.reference??> (${debtor.reference})</#if>: the addresses we have are missing, wrong or refused. ${asked} is waiting.

Please ask them for the e-mail, the mobile number and the postal address of whoever pays invoices.
</#assign>
<#assign closing>
Correct the contact in the ERP, then close this task: our reminders go on by themselves at the next reading.
</#assign>
