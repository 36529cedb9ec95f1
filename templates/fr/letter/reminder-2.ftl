<#assign subject>${overdueInvoices()} : deuxième rappel</#assign>
<#assign opening>
Madame, Monsieur,

Notre premier rappel est resté sans réponse. Le règlement ${theInvoices()} ne nous est toujours pas parvenu : la somme de ${asked} reste due.
</#assign>
<#assign closing>
Nous vous demandons de la régler <#if deadline??>au plus tard le ${deadline}<#else>sans délai</#if>, ou de nous indiquer la date prévue de votre paiement. Si vous l’avez réglée ces derniers jours, cette lettre est sans objet.

Sans nouvelles de votre part, nous vous adresserons un troisième et dernier rappel. Si un point bloque le paiement, dites-le-nous<#if creditor.phone??> au ${creditor.phone}</#if><#if creditor.email??> ou à ${creditor.email}</#if>.

Veuillez agréer, Madame, Monsieur, nos salutations distinguées.
</#assign>
