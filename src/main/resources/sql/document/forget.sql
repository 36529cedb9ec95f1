delete from document_file where company_id = :company and document = :document
