<#-- What a mail house is asked (routes/examples/mail-house): write its own names here. service is standard or registered. -->
{
  "reference": "${body.key?json_string}",
  "service": "${body.service?json_string}",
  "recipient": {"lines": [<#list body.lines as line>"${line?json_string}"<#sep>, </#list>]},
  "fileName": "${body.file?json_string}",
  "document": "${body.document}"
}
