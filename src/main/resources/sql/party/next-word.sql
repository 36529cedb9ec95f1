select nextval('party_word')
