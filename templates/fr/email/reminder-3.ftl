<#assign subject>${overdueInvoices()} : troisième et dernier rappel</#assign>
<#assign opening>
Madame, Monsieur,

Malgré deux rappels, la somme de ${asked} nous reste due au titre ${theInvoices()} et nous n’avons reçu aucune explication.
</#assign>
<#assign closing>
Nous vous demandons de la régler en totalité <#if deadline??>au plus tard le ${deadline}<#else>sous huit jours</#if>.

À défaut, votre dossier sera transmis à notre service chargé du recouvrement, et votre interlocuteur commercial en sera informé. Si vous contestez cette somme ou rencontrez une difficulté, répondez à ce courriel avant cette date : nous examinerons votre situation.

Veuillez agréer, Madame, Monsieur, nos salutations distinguées.
</#assign>
