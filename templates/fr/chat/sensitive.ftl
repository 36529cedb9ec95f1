<#assign text>
*${debtor.name}*<#if debtor.reference??> (${debtor.reference})</#if> : ${overdueInvoices()}. Reste dû ${asked}, relances déjà envoyées : ${reminders}.
</#assign>
