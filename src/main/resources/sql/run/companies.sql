select id, source, key, zone from company order by source, key
