select act.id, act.recipient, act.facts, payload.content_type, payload.content from act join payload on payload.id = act.payload_id where act.id = any(:acts) and payload.content is not null
