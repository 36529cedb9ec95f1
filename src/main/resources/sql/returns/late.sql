-- Did a later message to the debtor leave before this bounce came?
select exists (select from act
                join act later on later.account_id = act.account_id and later.id > act.id and later.level > act.level
                              and not later.redirected and not later.internal and later.state in ('sent', 'delivered', 'uncertain', 'sending')
                where act.id = :act)
