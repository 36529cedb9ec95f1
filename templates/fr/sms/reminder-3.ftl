<#assign message>
${creditor.name} : malgré plusieurs messages, nous restons sans nouvelles de vous. Contactez-nous ${reachUs()}<#if deadline??> au plus tard le ${deadline}</#if>${ours()}.
</#assign>
