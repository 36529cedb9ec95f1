<#assign subject>Appeler ${debtor.name} : ${asked} en retard</#assign>
<#assign opening>
Appeler <#if debtor.contact??>${debtor.contact}, </#if>${debtor.name}<#if debtor.reference??> (${debtor.reference})</#if><#if debtor.phone??>, au ${debtor.phone}<#else>. Aucun numéro n’est connu, ou l’appel n’est pas souhaité : voir d’abord leur fiche</#if>.

À dire : « Bonjour, ici ${creditor.name}. Je vous appelle au sujet ${theInvoices()}, dont ${asked} restent à régler. Avez-vous bien reçu nos messages ? Y a-t-il une difficulté sur ces factures ? Quand pouvons-nous compter sur votre règlement ? »
</#assign>
<#assign closing>
Restez courtois et notez la réponse en clôturant la tâche. Commencez par « promesse 30/11 » (leur date), « pas de réponse », ou ce qui ne va pas. Une promesse datée suspend nos relances jusque-là ; un litige se note dans l’ERP.
</#assign>
