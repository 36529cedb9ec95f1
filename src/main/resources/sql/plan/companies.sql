select id, source, key, name, zone, country from company order by source, key
