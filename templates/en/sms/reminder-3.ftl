<#assign message>
${creditor.name}: in spite of several messages we have not heard from you. Contact us ${reachUs()}<#if deadline??> by ${deadline} at the latest</#if>${ours()}.
</#assign>
