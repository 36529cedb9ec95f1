<#-- Many notes for one call of an ERP that takes them so: key, document, channel and words of each, as JSON. -->
<#assign lot = body>[<#list lot.notes as note><#assign body = note.model><#assign text><#include lot.words></#assign>
{"key": "${note.key?json_string}", "target": "${note.target?json_string}", "channel": "${note.channel?json_string}", "text": "${text?json_string}"}<#sep>,</#list>
]
