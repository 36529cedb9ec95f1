select max(uid) from came_back_place where mailbox = :mailbox and validity = :validity
