<#assign message>
${creditor.name} : bonjour, tout est en ordre à ce jour, merci. Nos derniers messages sont sans objet.<#if creditor.phone??> Une question ? ${creditor.phone}</#if>
</#assign>
