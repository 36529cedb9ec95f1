<#assign subject>${debtor.name} doit ${asked} : en parler avant la prochaine commande</#assign>
<#assign assignee>salesperson</#assign>
<#assign opening>
${debtor.name}<#if debtor.reference??> (${debtor.reference})</#if> n’a pas réglé ${asked}<#if reminders gt 0>, malgré ${reminders} relance<#if reminders gt 1>s</#if></#if>.

Merci d’en parler avec eux avant de prendre une nouvelle commande, et de dire à la comptabilité ce que vous apprenez : un litige, une difficulté, une date.
</#assign>
<#assign closing>
Rien n’est bloqué : les commandes continuent, sauf décision de votre part.
</#assign>
