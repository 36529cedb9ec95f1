-- Payload and SENDING together, only while the claim still stands.
with mine as materialized (
  select id from act where id = any(:acts) and state = 'claimed' and owner = :owner and lease_until > :now::timestamptz for update
), departing as materialized (
  select d.*, nextval('payload_id_seq') as payload
    from unnest(:acts::bigint[], :shas::bytea[], :contents::bytea[], :messageIds::text[], :recipients::text[], :asked::numeric[], :types::text[], :facts::text[])
           as d(id, sha, content, message_id, recipient, asked, type, facts)
    join mine on mine.id = d.id
), kept as (
  insert into payload (id, sha256, content_type, content, retain_until, created_at) overriding system value
  select payload, sha, type, content, :retain, :now::timestamptz from departing
)
update act
   set state = 'sending', sending_at = :now::timestamptz, lease_until = :lease::timestamptz, payload_id = d.payload,
       message_id = d.message_id, recipient = d.recipient, asked = d.asked, facts = d.facts
  from departing d
 where act.id = d.id
returning act.id, act.payload_id
