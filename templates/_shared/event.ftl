{
  "specversion": "1.0",
  "id": "${body.key?json_string}",
  "source": "/relance/${body.hub?url('UTF-8')}/${body.source?url('UTF-8')}/${body.company?url('UTF-8')}",
  "type": "io.relance.${body.type?json_string}",
  "subject": "${(body.data?eval_json).debtor?json_string}",
  "time": "${body.time?json_string}",
  "datacontenttype": "application/json",
  "data": ${body.data}
}
