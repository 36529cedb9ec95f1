with moved as (
  update journal_head set seq = :seq, hash = :hash
)
insert into journal (seq, at, kind, actor, company_id, account_id, act_id, detail, payload_id, payload_sha256, hash)
select * from unnest(:seqs::bigint[], :ats::timestamptz[], :kinds::text[], :actors::text[], :companies::bigint[], :accounts::bigint[],
                     :acts::bigint[], :details::text[], :payloads::bigint[], :shas::bytea[], :hashes::bytea[])
