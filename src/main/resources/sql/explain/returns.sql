-- What came back by e-mail on its messages, or from its people; the newest last.
select b.at, b.kind, b.sender, b.subject, b.cause, b.act_id
  from came_back b
 where b.accounts @> array[:account::bigint] or b.act_id in (select id from act where account_id = :account)
 order by b.at, b.id
