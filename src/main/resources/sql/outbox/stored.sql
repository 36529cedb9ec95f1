select act.id, act.recipient, payload.content from act join payload on payload.id = act.payload_id where act.id = any(:acts) and payload.content is not null
