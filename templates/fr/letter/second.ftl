<#assign subject>Dernier rappel avant mise en demeure : ${asked} à régler</#assign>
<#assign opening>
Madame, Monsieur,

Notre rappel est resté sans réponse : le règlement ${theInvoices()} ne nous est pas parvenu et la somme de ${asked} reste due.
</#assign>
<#assign closing>
Nous vous demandons de régler cette somme <#if deadline??>au plus tard le ${deadline}<#else>sous huit jours</#if>, ou de nous dire ce qui s’y oppose, par téléphone ou par écrit : un échéancier peut être convenu.

Sans paiement ni réponse de votre part, nous vous adresserons une mise en demeure.

Veuillez agréer, Madame, Monsieur, nos salutations distinguées.
</#assign>
