update document_file set used_at = :now where company_id = :company and document = :document
