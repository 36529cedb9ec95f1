<#assign subject><#if count gt 1>${count} factures réglées : merci de votre règlement<#else>Facture ${first.number} : règlement reçu, merci</#if></#assign>
<#assign opening>
Madame, Monsieur,

<#if count gt 1>Nous avons bien reçu le règlement des ${count} factures ci-dessous, d’un montant total de ${paidTotal}.<#else>Nous avons bien reçu le règlement de la facture ${first.number}, d’un montant de ${paidTotal}.</#if> Nous vous en remercions.
</#assign>
<#assign closing>
Sauf erreur de notre part, aucune autre facture n’est échue sur votre compte à ce jour : nos précédents rappels sont sans objet, et vous n’avez rien à faire.

Une question, ou un point de votre compte à vérifier ? Écrivez-nous ou appelez-nous<#if creditor.phone??> au ${creditor.phone}</#if>.

Veuillez agréer, Madame, Monsieur, nos salutations distinguées.
</#assign>
