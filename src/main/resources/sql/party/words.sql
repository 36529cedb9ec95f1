select debtor_id as debtor, party as "with" from debtor_word
