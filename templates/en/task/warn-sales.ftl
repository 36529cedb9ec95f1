<#assign subject>${debtor.name} owes ${asked}: speak to them before the next order</#assign>
<#assign assignee>salesperson</#assign>
<#assign opening>
${debtor.name}<#if debtor.reference??> (${debtor.reference})</#if> has not paid ${asked}, in spite of ${reminders} reminder<#if reminders != 1>s</#if>.

Please speak to them before you take another order, and tell the accounts department what you learn: a dispute, a difficulty, a date.
</#assign>
<#assign closing>
Nothing is blocked: orders go on unless you decide otherwise.
</#assign>
