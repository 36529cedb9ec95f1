update alert set until = :now
 where kind = :kind and starts_with(subject, :prefix) and last_seen < :since and until is null
