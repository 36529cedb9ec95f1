<#assign subject>${overdueInvoices()} : dernier rappel avant mise en demeure</#assign>
<#assign opening>
Madame, Monsieur,

Nos rappels sont restés sans effet : à ce jour, nous n’avons reçu ni le règlement ${theInvoices()} ni explication de votre part. Vous nous devez la somme de ${asked}.
</#assign>
<#assign closing>
Nous vous demandons de verser l’intégralité de cette somme <#if deadline??>au plus tard le ${deadline}<#else>sous huit jours</#if>.

Passé ce délai, et sans réponse de votre part, nous vous adresserons une mise en demeure, puis nous confierons le recouvrement de cette créance à un tiers. Il est encore possible de l’éviter : réglez la somme due, ou contactez-nous pour convenir d’un échéancier ou nous faire part d’un désaccord.

Veuillez agréer, Madame, Monsieur, nos salutations distinguées.
</#assign>
