select seq, at, kind, actor, company_id, account_id, act_id, detail, payload_id, payload_sha256, hash from journal
 where account_id = :account order by seq
