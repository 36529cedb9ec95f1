<#assign message>
${creditor.name}: hello, a message from us awaits your answer. Please answer or contact us ${reachUs()}${ours()}. Kind regards.
</#assign>
