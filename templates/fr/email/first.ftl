<#assign subject>${overdueInvoices()} : rappel</#assign>
<#assign opening>
Bonjour,

À ce jour, nous n’avons pas reçu le règlement ${theInvoices()}. Il reste ${asked} à régler.
</#assign>
<#assign closing>
Merci de régler cette somme <#if deadline??>d’ici au ${deadline}<#else>dès que possible</#if>. Si votre règlement est parti ces derniers jours, ne tenez pas compte de ce message.

Une facture à vérifier, une difficulté ? Répondez à ce courriel, nous en parlerons.

Bien cordialement,
</#assign>
