select seq, hash from journal_head for update
