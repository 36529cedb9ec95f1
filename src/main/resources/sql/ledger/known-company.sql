select id from company where source = :source and key = :key
