<#-- The plain-text part of every e-mail. A level's file sets subject, opening and closing; words.ftl the labels. -->
<#include words><#include level><#include "signatory.ftl"><#t>
<#macro lines title rows total>
${title}
<#list rows as r>
- ${r.number}<#if r.reference??> (${r.reference})</#if><#if r.ours??>, ${label.ours} ${r.ours}</#if><#if r.credit>, ${label.credit}<#else>, ${label.due} ${r.due}<#if r.daysLate gt 0>, ${late(r.daysLate)}</#if></#if>${label.colon} ${r.open}
<#if r.link??>  ${r.link}
</#if>
</#list>
${label.total}${label.colon} ${total}

</#macro>
${opening?trim}

<#if overdue?has_content><@lines label.overdue overdue overdueTotal/></#if>
<#if coming?has_content><@lines label.coming coming comingTotal/></#if>
<#if paid?has_content><@lines label.paid paid paidTotal/></#if>
<#if iban??>
${label.transfer}${label.colon} ${creditor.name}, IBAN ${iban}<#if creditor.bic??>, BIC ${creditor.bic}</#if>
${label.mention}${label.colon} ${reference}

</#if>
${closing?trim}

<#if signatory()?has_content>
${signatory()}
</#if>
${creditor.name}
<#if creditor.phone??>${creditor.phone}<#if creditor.email??> · </#if></#if>${creditor.email!}
