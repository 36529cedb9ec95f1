<#assign subject>${overdueInvoices()} : deuxième rappel</#assign>
<#assign opening>
Madame, Monsieur,

Malgré notre précédent message, nous n’avons pas reçu le règlement ${theInvoices()} pour un montant de ${asked}.
</#assign>
<#assign closing>
Nous vous demandons de régler cette somme <#if deadline??>au plus tard le ${deadline}<#else>sans délai</#if>. Si votre règlement est en cours, merci de nous en indiquer la date en répondant à ce courriel.

Sans paiement ni réponse de votre part à cette date, nous vous adresserons un dernier rappel avant mise en demeure. En cas de difficulté, contactez-nous dès maintenant : un échéancier peut être convenu.

Cordialement,
</#assign>
