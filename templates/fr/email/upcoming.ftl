<#assign subject><#if count gt 1>${count} factures à échéance, la première le ${first.due} (${first.number})<#else>Facture ${first.number} à échéance le ${first.due}</#if> : pour mémoire</#assign>
<#assign opening>
Bonjour,

<#if count gt 1>Les factures ci-dessous arrivent prochainement à échéance, la première le ${first.due}. Elles représentent un montant total de ${asked}.<#else>La facture ${first.number} arrive à échéance le ${first.due}. Son montant est de ${asked}.</#if>
</#assign>
<#assign closing>
Si votre règlement est déjà prévu, vous n’avez rien à faire : ce message vous est adressé à titre d’information.

Une question, ou un point de la facture à vérifier ? Répondez simplement à ce courriel avant l’échéance, nous vous répondrons rapidement.

Bien cordialement,
</#assign>
