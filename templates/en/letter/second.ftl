<#assign subject>Last reminder before formal notice: ${asked} to be paid</#assign>
<#assign opening>
Dear Sir or Madam,

Our reminder has had no answer: payment for ${theInvoices()} has not reached us and ${asked} remains due.
</#assign>
<#assign closing>
Please pay this amount <#if deadline??>by ${deadline} at the latest<#else>within eight days</#if>, or tell us what stands in the way, by telephone or in writing: payment in instalments can be agreed.

If we receive neither payment nor an answer, we will send you a formal notice.

Yours faithfully,
</#assign>
