<#assign message>
${creditor.name}: hello, everything is in order today, thank you. Please disregard our last messages.<#if creditor.phone??> Any questions? ${creditor.phone}</#if>
</#assign>
