<#assign message>
${creditor.name}: we have had no answer to our messages. Please contact us ${reachUs()}<#if deadline??> before ${deadline}</#if>${ours()}.
</#assign>
