<#assign message>
${creditor.name} : bonjour, un message de notre part attend votre réponse. Merci de nous répondre ou de nous contacter ${reachUs()}${ours()}. Bonne journée.
</#assign>
