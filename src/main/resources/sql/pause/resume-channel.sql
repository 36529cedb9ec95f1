delete from channel_pause where channel = :channel
