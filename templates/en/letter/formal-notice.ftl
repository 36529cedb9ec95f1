<#-- Explicit, with the exact debt, its origin, a deadline, the means of payment and what follows. No fees are added here. -->
<#assign signed = "executive">
<#assign mention>Formal notice</#assign>
<#assign subject>Formal notice to pay ${asked}</#assign>
<#assign opening>
Dear Sir or Madam,

Despite our reminders, ${asked} remains unpaid for ${theInvoices()}. The debt is set out below, invoice by invoice<#if overdue?filter(r -> r.credit)?has_content>; what stands in your favour has been taken off</#if>.

We hereby give you formal notice to pay this amount in full <#if deadline??>by ${deadline} at the latest<#else>within eight days of receiving this letter</#if>.
</#assign>
<#assign closing>
Interest for late payment, as set by law or by our terms, runs on the amounts due until they are paid in full.

Failing payment by then, we will bring the matter before the competent court without further notice. Until that date we remain ready to agree on instalments, or to look into a dispute that you state in writing.

Yours faithfully,
</#assign>
