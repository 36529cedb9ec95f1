-- When something was last taken from this mailbox.
select max(at) from came_back where mailbox = :mailbox
