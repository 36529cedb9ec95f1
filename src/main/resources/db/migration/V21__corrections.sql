create index on contact_task (given_on);

-- A VAT number begins with its country and has digits; "SIREN 552100554" and "Non assujetti 2024" are none.
create or replace function number_country(country text, vat text, home text) returns text language sql immutable parallel safe return
  coalesce(nullif(country, ''),
           case when vat ~* '^\s*el[ .-]*[0-9 .]{9}' then 'GR'
                when vat ~* '^\s*(at|be|bg|ch|cy|cz|de|dk|ee|es|fi|fr|gb|hr|hu|ie|it|lt|lu|lv|mt|nl|no|pl|pt|ro|se|si|sk)[ .-]*[a-z0-9]{0,2}[ .-]*[0-9][0-9 .]{4,}'
                then upper(left(btrim(vat), 2)) end,
           nullif(home, ''));
