<#assign subject>${debtor.name}: ${asked} overdue, a sensitive case</#assign>
<#assign opening>
${debtor.name}<#if debtor.reference??> (${debtor.reference})</#if> owes ${creditor.name} ${asked} after ${reminders} reminder<#if reminders != 1>s</#if>. Please look at this case before anything further is sent.
</#assign>
<#assign closing>
To stop our reminders: relance hold. To see why it came to this: relance explain.
</#assign>
