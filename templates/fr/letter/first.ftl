<#assign subject>Rappel : ${asked} à régler</#assign>
<#assign opening>
Madame, Monsieur,

À ce jour, nous n’avons pas reçu le règlement ${theInvoices()}. Il reste ${asked} à régler.
</#assign>
<#assign closing>
Merci de régler cette somme <#if deadline??>d’ici au ${deadline}<#else>dès que possible</#if>. Si votre règlement est parti ces derniers jours, ne tenez pas compte de ce courrier.

Nous n’avons pas d’adresse électronique où vous joindre : indiquez-nous-en une si vous préférez nos messages par courriel. Une facture à vérifier, une difficulté ? Appelez-nous ou écrivez-nous.

Veuillez agréer, Madame, Monsieur, nos salutations distinguées.
</#assign>
