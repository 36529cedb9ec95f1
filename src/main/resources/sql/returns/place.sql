insert into came_back_place (mailbox, validity, uid, came_back_id, put_away)
select :mailbox, :validity, :uid, id, :leave from came_back where mailbox = :mailbox and print = :print
    on conflict do nothing
