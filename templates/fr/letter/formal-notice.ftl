<#-- Explicit, with the exact debt, its origin, a deadline, the means of payment and what follows (Code civil, art. 1344). No fees are added here. -->
<#assign signed = "executive">
<#assign mention>Mise en demeure</#assign>
<#assign subject>Mise en demeure de payer ${asked}</#assign>
<#assign opening>
Madame, Monsieur,

Malgré nos rappels, la somme de ${asked} reste impayée au titre ${theInvoices()}. Le détail de cette créance, par facture, figure ci-dessous<#if overdue?filter(r -> r.credit)?has_content> ; ce qui est en votre faveur en a été déduit</#if>.

Par la présente, nous vous mettons en demeure de nous verser cette somme en totalité <#if deadline??>au plus tard le ${deadline}<#else>dans un délai de huit jours à compter de la réception de cette lettre</#if>.
</#assign>
<#assign closing>
La présente vaut mise en demeure au sens de l’article 1344 du Code civil. Les intérêts de retard prévus par la loi ou par nos conditions courent sur les sommes dues jusqu’à leur paiement complet.

À défaut de paiement dans ce délai, nous saisirons sans autre avis la juridiction compétente pour obtenir le règlement de notre créance. Nous restons à votre disposition jusqu’à cette date pour convenir d’un échéancier ou examiner un désaccord, sur justification écrite.

Veuillez agréer, Madame, Monsieur, nos salutations distinguées.
</#assign>
