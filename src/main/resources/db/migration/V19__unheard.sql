-- Messages to a debtor that did not arrive: each run looks whether others of their level did (sql/run/unheard.sql).
create index act_unheard on act (company_id, business_day) where state in ('dead', 'bounced') and not redirected and not internal;

-- Does it take the place of such a message, found late?
create function takes_place(one act) returns boolean language sql stable as $$
  select count(*) filter (where state in ('dead', 'bounced') and run_id < one.run_id) > 0
     and count(*) filter (where state in ('sent', 'delivered') and run_id < one.run_id) > 0
    from act
   where account_id = one.account_id and policy = one.policy and level = one.level and purpose = one.purpose
     and item_id = one.item_id and business_day = one.business_day and not redirected and not internal
$$;
