-- A person approved these items at this level; the policy that was approved names this way, too.
update act set approved_by = first.approved_by from act first where first.id = :first and act.id = any(:acts)
