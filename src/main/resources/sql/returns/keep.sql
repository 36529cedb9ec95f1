insert into payload (sha256, content_type, content, retain_until, created_at)
values (:sha, 'message/rfc822', :content, :retain, :now::timestamptz)
returning id
