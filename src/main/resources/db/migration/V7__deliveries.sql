-- What gateways report of messages that left: each thing told once is kept once, and applied once.
create table delivery_report (
  id            bigint generated always as identity primary key,
  channel       text not null,
  gateway_id    text not null,                -- the gateway's id of the message, or of one of its parts; or the act's key
  status        text not null check (status in ('accepted', 'delivered', 'failed', 'expired')),
  detail        text not null,                -- the gateway's own words
  at            timestamptz not null,
  act_id        bigint references act,        -- null until it is known whose it is
  unique (channel, gateway_id, status)
);
create index delivery_report_waiting on delivery_report (at) where act_id is null;
create index on delivery_report (act_id);
-- One message may be sent in several parts, each with an id of its own.
create index act_of_gateway on act using gin (string_to_array(gateway_id, ', ')) where gateway_id is not null;

-- What debtors answer to a message of such a channel, each once.
create table sms_answer (
  id            bigint generated always as identity primary key,
  channel       text not null,
  gateway_id    text not null,                -- the gateway's own number of it
  number        text not null,
  stop          boolean not null,             -- it asks for no more of them
  accounts      bigint[] not null,            -- whom it concerns; none = a stranger
  payload_id    bigint references payload,    -- its words; null = a stranger's are not kept
  at            timestamptz not null,
  unique (channel, gateway_id)
);

-- By which a number is known, however it is written.
create function phone_tail(mobile text, phone text) returns text language sql immutable parallel safe as
$$ select nullif(right(regexp_replace(coalesce(nullif(mobile, ''), phone), '\D', '', 'g'), 9), '') $$;
create index contact_number on contact (phone_tail(mobile, phone)) where phone_tail(mobile, phone) is not null;
