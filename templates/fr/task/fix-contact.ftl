<#assign subject>Trouver comment joindre ${debtor.name} : nos messages n’arrivent pas</#assign>
<#assign opening>
Aucun message ne peut être envoyé à ${debtor.name}<#if debtor.reference??> (${debtor.reference})</#if> : les coordonnées que nous avons manquent, sont fausses ou refusées. ${asked} sont en attente.

Merci de leur demander l’adresse e-mail, le numéro de mobile et l’adresse postale de la personne qui règle les factures.
</#assign>
<#assign closing>
Corrigez le contact dans l’ERP, puis clôturez cette tâche : les relances reprennent d’elles-mêmes à la lecture suivante.
</#assign>
