<#-- Labels and turns of phrase in French. A new language is a copy of this folder. -->
<#assign label = {
  "colon": " :", "number": "Facture", "dueDate": "Échéance", "amount": "Reste dû", "due": "échéance du", "total": "Total",
  "overdue": "Échéances dépassées", "coming": "Échéances à venir", "credit": "en votre faveur", "pay": "Payer en ligne",
  "transfer": "Pour régler par virement", "mention": "Référence à indiquer", "ours": "notre référence",
  "subject": "Objet", "customer": "Votre numéro de client", "issued": "Date", "original": "Montant", "carried": "Report", "page": "Page",
  "amountDue": "Montant à régler", "until": "au plus tard le", "scan": "Ce code se lit avec l’application de votre banque ; il porte la référence",
  "notDue": "Non échu", "to30": "1 à 30 jours", "to60": "31 à 60 jours", "to90": "61 à 90 jours", "over90": "Plus de 90 jours",
  "credits": "En votre faveur", "balance": "Solde", "paid": "Factures réglées", "paidAmount": "Montant réglé",
  "registered": "Lettre recommandée avec avis de réception"
}>
<#function dated day><#return (creditor.city??)?then(creditor.city + ", le ", "Le ") + day></#function>
<#function late days><#return days + " jour" + (days gt 1)?then("s", "") + " de retard"></#function>
<#-- What the message is about, for its subject. -->
<#function overdueInvoices><#return (count gt 1)?then(count + " factures échues, la plus ancienne le " + first.due + " (" + first.number + ")",
  "Facture " + first.number + " échue le " + first.due)></#function>
<#-- The same within a sentence, with its article. -->
<#function theInvoices><#return (count gt 1)?then("de vos " + count + " factures échues", "de la facture " + first.number + " échue le " + first.due)></#function>
<#-- How to answer a short message, and under which number. -->
<#function reachUs>
  <#if creditor.phone??><#return "au " + creditor.phone></#if>
  <#if creditor.email??><#return "à " + creditor.email></#if>
  <#return "par courriel">
</#function>
<#function ours><#if debtor.reference??><#return " (réf. " + debtor.reference + ")"></#if><#return ""></#function>
