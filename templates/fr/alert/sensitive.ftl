<#assign subject>${debtor.name} : ${asked} en retard, dossier sensible</#assign>
<#assign opening>
${debtor.name}<#if debtor.reference??> (${debtor.reference})</#if> doit ${asked} à ${creditor.name}<#if reminders gt 0> après ${reminders} relance<#if reminders gt 1>s</#if></#if>. Merci d’examiner ce dossier avant tout nouvel envoi.
</#assign>
<#assign closing>
Pour suspendre nos relances : relance hold. Pour comprendre comment on en est arrivé là : relance explain.
</#assign>
