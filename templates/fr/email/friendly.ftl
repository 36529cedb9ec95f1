<#assign subject>${overdueInvoices()} : rappel</#assign>
<#assign opening>
Bonjour,

Sauf erreur de notre part, le règlement ${theInvoices()} ne nous est pas encore parvenu. La somme restant due s’élève à ${asked}.

Il s’agit sans doute d’un simple oubli : vous trouverez ci-dessous tous les éléments utiles.
</#assign>
<#assign closing>
Nous vous remercions de bien vouloir effectuer ce règlement <#if deadline??>d’ici au ${deadline}<#else>dès que possible</#if>. S’il a été effectué entre-temps, veuillez ne pas tenir compte de ce message.

Si une difficulté ou un désaccord explique ce retard, répondez simplement à ce courriel : nous chercherons une solution avec vous.

Bien cordialement,
</#assign>
