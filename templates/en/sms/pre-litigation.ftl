<#assign message>
${creditor.name}: important message. We have still not heard from you. Contact us ${reachUs()}<#if deadline??> by ${deadline} at the latest</#if>: together we can still find a solution${ours()}.
</#assign>
