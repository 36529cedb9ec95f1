update came_back_place set put_away = true where mailbox = :mailbox and validity = :validity and uid = any(:uids)
