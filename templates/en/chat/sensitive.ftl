<#assign text>
*${debtor.name}*<#if debtor.reference??> (${debtor.reference})</#if>: ${overdueInvoices()}. ${asked} is open, notices sent so far: ${reminders}.
</#assign>
