-- Every address of the act that was reported as failed so far.
select distinct unnest(failed) from came_back where act_id = :act
