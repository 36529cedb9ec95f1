<#assign message>
${creditor.name} : notre dernier message est resté sans réponse. Merci de nous contacter ${reachUs()}<#if deadline??> avant le ${deadline}</#if>${ours()}.
</#assign>
