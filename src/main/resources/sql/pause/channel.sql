insert into channel_pause (channel, actor, at) values (:channel, :actor, :now) on conflict (channel) do nothing
