<#assign subject>${debtor.name}: ${asked} overdue, a sensitive case</#assign>
<#assign opening>
${debtor.name}<#if debtor.reference??> (${debtor.reference})</#if> owes ${creditor.name} ${asked}<#if reminders gt 0> after ${reminders} reminder<#if reminders gt 1>s</#if></#if>. Please look at this case before anything further is sent.
</#assign>
<#assign closing>
To stop our reminders: relance hold. To see why it came to this: relance explain.
</#assign>
