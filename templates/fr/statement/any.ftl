<#assign subject>Relevé de compte au ${today}</#assign>
<#assign opening>
Voici, à cette date, ce qui reste ouvert à votre compte. Un règlement récent peut ne pas y figurer encore.
</#assign>
