<#assign subject>Statement of account as of ${today}</#assign>
<#assign opening>
These items are open on your account on that date. A recent payment may not yet be shown.
</#assign>
