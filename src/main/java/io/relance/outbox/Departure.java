package io.relance.outbox;

import io.relance.policy.Decision.Step;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A message that is ready to leave: what is committed, together with the state SENDING, before the
 * channel is called.
 *
 * @param listed its items with what is open now
 * @param asked the sum it asks for
 * @param type of the content: message/rfc822, text/plain, application/json, application/pdf
 * @param content exactly what will be handed to the channel
 * @param facts what the channel's route may say beside it
 * @param detail what the journal says about it
 */
public record Departure(
    Act act,
    List<Listed> listed,
    List<Step> steps,
    BigDecimal asked,
    String messageId,
    List<String> to,
    String type,
    byte[] content,
    Map<String, String> facts,
    Map<String, String> detail) {

  /** One item of the message; overdue = asked for, else still to come. */
  public record Listed(long item, BigDecimal open, boolean overdue) {}
}
