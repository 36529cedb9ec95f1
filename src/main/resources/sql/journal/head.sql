select seq from journal_head
