<#-- A sensitive case, told inside the house: words set subject, opening and closing. -->
<#include words><#include level><#t>
<#macro lines title rows total><#if rows?has_content>
${title}${label.colon} ${total}
<#list rows as r>
- ${r.number}<#if r.credit>, ${label.credit}<#else>, ${label.due} ${r.due}<#if r.daysLate gt 0>, ${late(r.daysLate)}</#if></#if>${label.colon} ${r.open}
</#list>

</#if></#macro>
${opening?trim}

<@lines label.overdue overdue overdueTotal/><@lines label.coming coming comingTotal/>${closing?trim}
