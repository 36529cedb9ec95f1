<#assign line>${asked} overdue on ${today}<#if first??>, the oldest since ${first.due}</#if>: please speak to the accounts department before a new order. A warning, not a block.</#assign>
