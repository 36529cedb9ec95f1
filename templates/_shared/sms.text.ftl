<#-- A text that a stranger may read on a locked screen: who asks for a call, and nothing of what is owed. -->
<#include words><#include level><#t>
${message?trim}<#t>
