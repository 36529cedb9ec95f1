<#assign message>
${creditor.name} : bonjour, nous vous avons écrit récemment. Merci de nous répondre ou de nous contacter ${reachUs()}${ours()}. Bonne journée.
</#assign>
