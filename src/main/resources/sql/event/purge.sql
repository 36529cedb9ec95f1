delete from event where at < :now::timestamptz - interval '30 days'
