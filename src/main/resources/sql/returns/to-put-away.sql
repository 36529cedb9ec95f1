select uid from came_back_place where mailbox = :mailbox and validity = :validity and not put_away order by uid limit 500
