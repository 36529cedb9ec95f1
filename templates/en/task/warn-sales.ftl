<#assign subject>${debtor.name} owes ${asked}: speak to them before the next order</#assign>
<#assign assignee>salesperson</#assign>
<#assign opening>
${debtor.name}<#if debtor.reference??> (${debtor.reference})</#if> has not paid ${asked}<#if reminders gt 0>, in spite of ${reminders} reminder<#if reminders gt 1>s</#if></#if>.

Please speak to them before you take another order, and tell the accounts department what you learn: a dispute, a difficulty, a date.
</#assign>
<#assign closing>
Nothing is blocked: orders go on unless you decide otherwise.
</#assign>
