select coalesce(jsonb_object_agg(currency, jsonb_build_object('debit', debit, 'credit', credit, 'balance', debit + credit)), '{}')::text
  from (select a.currency, sum(greatest(i.open, 0))::numeric(19,3) as debit, sum(least(i.open, 0))::numeric(19,3) as credit
          from act a join act_item i on i.act_id = a.id
         where a.run_id = :run and a.state <> 'cancelled' and (i.overdue or a.purpose = 'coming')
         group by a.currency) t
