-- A source that answers again without anything new; what is not believed stays so.
update feed set trouble = null, trouble_since = null where company_id = :company and not doubted and trouble is not null
