select exists (select from outward where mode <> 'off')
