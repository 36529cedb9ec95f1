delete from delivery_report where at < :before::timestamptz
