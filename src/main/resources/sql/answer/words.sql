with kept as (
  insert into payload (sha256, content_type, content, retain_until, created_at) values (:sha, 'text/plain', :content, :retain, :now::timestamptz)
  returning id
)
update sms_answer set payload_id = kept.id from kept where sms_answer.id = :answer returning payload_id
