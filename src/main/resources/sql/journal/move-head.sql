update journal_head set seq = :seq, hash = :hash
