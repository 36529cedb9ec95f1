-- Who has paid what he was reminded of, and is to be thanked (src/docs/decisions/0009-thank-you.md).

-- When the ledger first saw a payment: only what came after a reminder answers it. Of those known before, nobody can tell.
alter table payment add column seen_at timestamptz not null default '-infinity';
create index payment_of_item on payment (company_id, item_key) where item_key is not null;
create index item_settled on item (account_id, settled_at) where settled_at is not null;

-- Never two thanks for an item's cycle, whatever the policies are called.
create unique index step_thanks on step (item_id, cycle, channel, role) where level = 0;

-- As policy.Account reads it: what an account has paid of what its last reminder asked for, exactly, and no thank-you named since.
-- Credited, written off, deleted, on its way only, or with a message under way: not told.
create function paid_lately(of_account bigint, since date, ignoring bigint[]) returns text[] language sql stable as $$
  select array_agg(concat_ws('|', i.id, i.due, reminded.open, paid.last_on, reminded.policy) order by i.id)
    from item i
    join lateral (select act.id, act.policy, act.sent_at, listed.open
                    from act_item listed join act on act.id = listed.act_id
                   where listed.item_id = i.id and listed.overdue and act.purpose = 'overdue' and not act.internal and not act.redirected
                     and act.state in ('sent', 'delivered')
                   order by act.sent_at desc limit 1) reminded on true
    join lateral (select sum(payment.amount) as amount, max(payment.paid_on) as last_on
                    from payment
                   where payment.company_id = i.company_id and payment.item_key = i.key and payment.seen_at > reminded.sent_at) paid
      on paid.amount = reminded.open
   where i.account_id = of_account and i.settled_at >= since and i.settled_as = 'settled' and i.open = 0 and i.kind <> 'credit'
     and not i.dispute and not i.in_payment
     and (i.cycle = 1 -- else that reminder may be of a cycle before
          or exists (select from step join act on act.id = step.act_id join act_item listed on listed.act_id = act.id and listed.item_id = i.id
                      where step.item_id = i.id and step.cycle = i.cycle and step.taken and step.level > 0 and listed.overdue
                        and act.purpose = 'overdue' and not act.internal and act.state in ('sent', 'delivered')))
     and not exists (select from act_item listed join act on act.id = listed.act_id
                      where listed.item_id = i.id and not act.redirected and act.id <> all(ignoring)
                        and (act.purpose = 'paid' and act.created_at > reminded.sent_at and act.state <> 'cancelled'
                             or act.state in ('claimed', 'sending', 'uncertain')))
$$;
