-- Doubt stays until a reading is believed: that the ERP is not even reachable after a lie proves nothing.
update feed set trouble = :trouble, trouble_since = coalesce(trouble_since, :now), doubted = doubted or :doubted
 where company_id = :company
