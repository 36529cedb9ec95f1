package io.relance.flow;

import io.relance.outbox.Act;
import jakarta.mail.internet.MimeMessage;
import java.util.List;

/** A message that is committed as SENDING: its bytes are those of its payload. */
record Letter(Act act, List<String> to, MimeMessage message, Lease lease) {}
