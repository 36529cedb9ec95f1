select count(*) from writeback where state in ('queued', 'claimed', 'failed')
