<#-- Labels and turns of phrase in English. A new language is a copy of this folder. -->
<#assign label = {
  "colon": ":", "number": "Invoice", "dueDate": "Due date", "amount": "Outstanding", "due": "due", "total": "Total",
  "overdue": "Overdue", "coming": "Not due yet", "credit": "in your favour", "pay": "Pay online",
  "transfer": "To pay by bank transfer", "mention": "Please quote", "ours": "our reference",
  "subject": "Subject", "customer": "Your customer number", "issued": "Date", "original": "Amount", "carried": "Carried forward", "page": "Page",
  "amountDue": "Amount to pay", "until": "by", "scan": "Read this code with your bank’s app; it carries the reference",
  "notDue": "Not due", "to30": "1 to 30 days", "to60": "31 to 60 days", "to90": "61 to 90 days", "over90": "Over 90 days",
  "credits": "In your favour", "balance": "Balance", "paid": "Paid invoices", "paidAmount": "Amount paid",
  "registered": "Registered letter with acknowledgement of receipt"
}>
<#function dated day><#return (creditor.city??)?then(creditor.city + ", ", "") + day></#function>
<#function late days><#return days + " day" + (days gt 1)?then("s", "") + " late"></#function>
<#-- What the message is about, for its subject. -->
<#function overdueInvoices><#return (count gt 1)?then(count + " overdue invoices, the oldest due on " + first.due + " (" + first.number + ")",
  "Invoice " + first.number + " due on " + first.due)></#function>
<#-- The same within a sentence, with its article. -->
<#function theInvoices><#return (count gt 1)?then("your " + count + " overdue invoices", "invoice " + first.number + " due on " + first.due)></#function>
<#-- How to answer a short message, and under which number. -->
<#function reachUs>
  <#if creditor.phone??><#return "on " + creditor.phone></#if>
  <#if creditor.email??><#return "at " + creditor.email></#if>
  <#return "by e-mail">
</#function>
<#function ours><#if debtor.reference??><#return " (ref. " + debtor.reference + ")"></#if><#return ""></#function>
