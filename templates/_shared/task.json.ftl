<#-- What a colleague is to do: title, note (HTML: what to say, then the items), who and until when. Words set subject, opening, closing. -->
<#include words><#include level><#t>
<#assign note><#outputformat "HTML"><#autoesc><#macro paragraphs text><#list text?trim?split("\n\n") as p><p><#list p?split("\n") as line>${line}<#sep><br></#list></p></#list></#macro>
<#macro items title rows total><#if rows?has_content><p><b>${title}${label.colon} ${total}</b></p><ul><#list rows as r><li>${r.number}<#if r.reference??> (${r.reference})</#if><#if r.credit>, ${label.credit}<#else>, ${label.due} ${r.due}<#if r.daysLate gt 0>, ${late(r.daysLate)}</#if></#if>${label.colon} ${r.open}</li></#list></ul></#if></#macro>
<@paragraphs opening/><@items label.overdue overdue overdueTotal/><@items label.coming coming comingTotal/><@paragraphs closing/></#autoesc></#outputformat></#assign>
{"title": "${subject?trim?replace("\\s+", " ", "r")?json_string}",
 "note": "${note?trim?json_string}"<#if (assignee!"")?trim?has_content>,
 "assignee": "${assignee?trim?json_string}"</#if><#if days??>,
 "days": ${days?c}</#if>}
