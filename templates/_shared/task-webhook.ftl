<#-- What the webhook relance.task.webhook gets; whoever needs another body for his CRM writes it here. -->
{<#list body as name, value>
  "${name}": <#if value??>"${value?json_string}"<#else>null</#if><#sep>,</#list>
}
