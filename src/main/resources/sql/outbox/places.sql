select id, source, key as company from company where id = any(:companies) order by id
