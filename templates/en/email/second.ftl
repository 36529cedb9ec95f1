<#assign subject>${overdueInvoices()}: last reminder before formal notice</#assign>
<#assign opening>
Dear Sir or Madam,

Our reminder has had no answer: payment for ${theInvoices()} has not reached us and ${asked} remains due. We will also try to reach you by telephone.
</#assign>
<#assign closing>
Please pay this amount <#if deadline??>by ${deadline} at the latest<#else>within eight days</#if>, or tell us what stands in the way by replying to this e-mail: payment in instalments can be agreed.

If we receive neither payment nor an answer, we will send you a formal notice by post.

Yours faithfully,
</#assign>
