update sweep set state = 'void', closed_at = :now, cause = 'the process that ran it ended in mid-sweep'
 where company_id = :company and state = 'open'
