<#assign subject>${overdueInvoices()}: second reminder</#assign>
<#assign opening>
Dear Sir or Madam,

We have had no answer to our first reminder. Payment for ${theInvoices()} has still not reached us and ${asked} remains due.
</#assign>
<#assign closing>
Please pay it <#if deadline??>by ${deadline} at the latest<#else>without delay</#if>, or tell us on what date you will pay. If you have paid in the last few days, please disregard this letter.

If we do not hear from you, we will send you a third and last reminder. If something stands in the way of payment, please let us know<#if creditor.phone??>: ${creditor.phone}</#if><#if creditor.email??>, ${creditor.email}</#if>.

Yours faithfully,
</#assign>
