-- Overnight, as a merge does it: one item in a hundred is partly paid (those of one account in a hundred), their accounts marked.
analyze decision, account_state;
create temp table changed as select id, account_id from item where account_id % 100 = 7;
update item set open = open - 50 where id in (select id from changed);
update account_state set review_on = '-infinity' where account_id in (select account_id from changed);
checkpoint;
