-- What colleagues, the post and telephones said, as the journal has it; the newest last. Words that were erased are missing.
select j.at, j.kind, j.actor, j.act_id,
       case j.kind
         when 'act deposited' then said.detail ->> 'number'
         when 'act received' then said.detail ->> 'number'
         when 'contact asked for' then said.detail ->> 'receipt'
         when 'task done' then concat_ws(', ', nullif(said.detail ->> 'said', ''), 'a promise until ' || (said.detail ->> 'until'))
         when 'task dropped' then said.detail ->> 'said'
         else left(convert_from(payload.content, 'UTF8'), 300)
       end as words
  from journal j
 cross join lateral (select j.detail::jsonb as detail) said
  left join payload on payload.id = j.payload_id
 where j.account_id = :account
   and j.kind in ('act deposited', 'act received', 'contact asked for', 'task done', 'task dropped', 'sms answered', 'sms stopped')
 order by j.seq
