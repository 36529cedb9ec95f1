-- The documents of these items, each once; money without a document of its own has none.
select distinct on (item.company_id, item.document)
       item.company_id, company.source, company.key as company, item.document, coalesce(item.number, item.key) as number, kept.version
  from item
  join company on company.id = item.company_id
  left join document_file kept on kept.company_id = item.company_id and kept.document = item.document
 where item.id = any(:items) and item.document is not null and item.kind in ('invoice', 'credit')
 order by item.company_id, item.document, item.due
