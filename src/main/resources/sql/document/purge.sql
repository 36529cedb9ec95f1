delete from document_file where used_at < :before
