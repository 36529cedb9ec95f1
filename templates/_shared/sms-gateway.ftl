<#-- What a JSON gateway is asked (routes/examples/send-sms.camel.yaml): write its own names here. coding is GSM or UCS2. -->
{
  "to": "${body.to?json_string}",
  "from": "${body.from?json_string}",
  "text": "${body.text?json_string}",
  "coding": "${body.coding}",
  "reference": "${body.key?json_string}"
}
