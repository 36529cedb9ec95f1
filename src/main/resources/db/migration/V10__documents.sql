-- PDFs of invoices and credit notes as their ERPs gave them, so that the next reminder need not fetch them again. What left with a message
-- stands in its payload; this is a cache, emptied of what nobody used for a while.
create table document_file (
  company_id    bigint not null references company,
  document      text not null,                -- as item.document
  version       text not null,                -- the ERP's own: another one means another content
  name          text not null,
  type          text not null,
  content       bytea not null,
  used_at       timestamptz not null,
  primary key (company_id, document)
);
create index on document_file (used_at);
