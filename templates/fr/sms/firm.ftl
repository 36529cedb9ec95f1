<#assign message>
${creditor.name} : nos messages sont restés sans réponse. Merci de nous contacter ${reachUs()}<#if deadline??> avant le ${deadline}</#if>${ours()}.
</#assign>
