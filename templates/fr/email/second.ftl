<#assign subject>${overdueInvoices()} : dernier rappel avant mise en demeure</#assign>
<#assign opening>
Madame, Monsieur,

Notre rappel est resté sans réponse : le règlement ${theInvoices()} ne nous est pas parvenu et la somme de ${asked} reste due. Nous chercherons aussi à vous joindre par téléphone.
</#assign>
<#assign closing>
Nous vous demandons de régler cette somme <#if deadline??>au plus tard le ${deadline}<#else>sous huit jours</#if>, ou de nous dire ce qui s’y oppose en répondant à ce courriel : un échéancier peut être convenu.

Sans paiement ni réponse de votre part, nous vous adresserons une mise en demeure par courrier.

Cordialement,
</#assign>
