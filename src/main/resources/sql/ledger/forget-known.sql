-- A person said that the older copy is right: the next whole sweep sets mark and cursor anew.
update feed set cursor = null, mark = null where company_id = :company
