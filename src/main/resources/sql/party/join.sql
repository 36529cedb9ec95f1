-- All whom persons put together with one are together with the other.
update debtor_word set party = :party where party = (select party from debtor_word where debtor_id = :debtor)
