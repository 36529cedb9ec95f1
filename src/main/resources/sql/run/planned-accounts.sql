-- An account that got no act although it should (one of the same key left today) is looked at again tomorrow.
update account_state s
   set to_plan = false,
       review_on = case when p.placed then s.review_on else least(s.review_on, cast(:tomorrow as date)) end
  from (select w.id, exists (select from act a where a.run_id = :run and a.account_id = w.id) as placed
          from unnest(cast(:ids as bigint[])) as w(id)) p
 where s.account_id = p.id
