<#assign message>
${creditor.name}: hello, we wrote to you recently. Please answer or contact us ${reachUs()}${ours()}. Kind regards.
</#assign>
