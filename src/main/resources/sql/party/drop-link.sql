delete from debtor_link where debtor_id = :debtor
