update alert set until = :now where kind = :kind and subject = :subject and until is null
