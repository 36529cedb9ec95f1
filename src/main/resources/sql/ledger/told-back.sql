update company set told_back = :told where id = :company and told_back <> :told
