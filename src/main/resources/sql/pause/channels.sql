select channel from channel_pause order by channel
