-- Did a later reminder leave before this bounce of a reminder came?
select exists (select from act
                join act later on later.account_id = act.account_id and later.id > act.id and later.level > act.level
                              and not later.redirected and not later.internal and later.state in ('sent', 'delivered', 'uncertain', 'sending')
                where act.id = :act and act.purpose <> 'paid')
