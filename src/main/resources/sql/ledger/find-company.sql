select id, zone from company where source = :source and key = :key
