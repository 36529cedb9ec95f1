package io.relance.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.outbox.LetterName;
import io.relance.outbox.Receipt;
import io.relance.outbox.Undelivered;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * How a mail house that takes JSON is asked to post a letter and what its answer means, by
 * routes/examples/mail-house; bound as {@code mailHouse}.
 */
public final class MailHouse {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LetterName names;
  private final String authorization;
  private final String id;
  private final String deposit;

  /**
   * @param authorization the whole header; empty = none
   * @param id JSON pointer to the letter's number in its answer
   * @param deposit JSON pointer to the deposit's number; not every service has one
   */
  public MailHouse(LetterName names, String authorization, String id, String deposit) {
    this.names = names;
    this.authorization = authorization;
    this.id = id;
    this.deposit = deposit;
  }

  /** The PDF in the body becomes what templates/_shared/mail-house.ftl writes of. */
  public void ask(Exchange exchange) {
    Map<String, String> facts = PrintFolder.facts(exchange);
    Message message = exchange.getMessage();
    String document = Base64.getEncoder().encodeToString(message.getBody(byte[].class));
    List<String> lines = facts.getOrDefault("to", "").lines().toList();
    message.setBody(
        Map.of(
            "key", facts.get("key"),
            "service", facts.get("service"),
            "lines", lines,
            "file", names.of(facts),
            "document", document));
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    message.setHeader("Idempotency-Key", facts.get("key"));
    if (!authorization.isEmpty()) {
      message.setHeader("Authorization", authorization);
    }
  }

  /**
   * It has the letter.
   *
   * @throws Undelivered when its answer names no number: then nobody knows
   */
  public void taken(Exchange exchange) {
    String answer = exchange.getMessage().getBody(String.class);
    JsonNode said = json(answer);
    String number = said.at(id).asText("");
    if (number.isEmpty()) {
      String cause = "the mail house's answer has no %s (relance.letter.house.id): %s";
      throw new Undelivered(new Receipt.Unknown(cause.formatted(id, answer)), null);
    }
    String deposited = deposit.isEmpty() ? "" : said.at(deposit).asText("");
    exchange.setProperty("gatewayId", number);
    exchange.setProperty(
        "receipt", deposited.isEmpty() ? number : number + ", deposit " + deposited);
  }

  private static JsonNode json(String answer) {
    try {
      return answer == null ? JSON.missingNode() : JSON.readTree(answer);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
