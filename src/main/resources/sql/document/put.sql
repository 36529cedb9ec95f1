insert into document_file (company_id, document, version, name, type, content, used_at)
values (:company, :document, :version, :name, :type, :content, :now)
on conflict (company_id, document) do update
   set version = excluded.version, name = excluded.name, type = excluded.type, content = excluded.content, used_at = excluded.used_at
