<#assign message>
${creditor.name} : message important. Nous restons sans nouvelles de vous. Contactez-nous ${reachUs()}<#if deadline??> au plus tard le ${deadline}</#if> : nous pouvons encore trouver une solution ensemble${ours()}.
</#assign>
