update sweep set released_by = :person where id = :id and state = 'held' and released_by is null
