select id, source, key, name, zone from company order by source, key
