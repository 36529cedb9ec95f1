-- By which the numbers of a contact are known, however they are written and several in one field (outbox.PhoneNumber): their last nine digits.
create function phone_tails(mobile text, phone text) returns text[] language sql immutable parallel safe as
$$ select coalesce(array_agg(distinct right(digits, 9)), '{}')
     from regexp_split_to_table(coalesce(mobile, '') || ';' || coalesce(phone, ''),
                                '[;,/|\n]|\s(?:ou|or|et|and|oder|und)\s|\s[-–]\s(?=[+0])', 'i') as typed,
          regexp_replace(regexp_replace(typed, '\s*(?:poste|extension|ext\.?|x|#)\s*\d+\s*$', '', 'i'), '\D', '', 'g') as digits
    where length(digits) > 5 $$;
create index contact_numbers on contact using gin (phone_tails(mobile, phone));
drop index contact_number;
drop function phone_tail;
