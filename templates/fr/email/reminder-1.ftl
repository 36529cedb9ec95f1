<#assign subject>${overdueInvoices()} : premier rappel</#assign>
<#assign opening>
Bonjour,

Nous n’avons pas encore reçu le règlement ${theInvoices()} d’un montant de ${asked}. Peut-être cette échéance vous a-t-elle échappé.
</#assign>
<#assign closing>
Merci de procéder au règlement <#if deadline??>d’ici au ${deadline}<#else>dès que possible</#if>. Si vous l’avez fait ces derniers jours, ce message est sans objet.

Pour toute question, répondez simplement à ce courriel.

Bien cordialement,
</#assign>
