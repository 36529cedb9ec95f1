package io.relance.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.outbox.Receipt;
import io.relance.outbox.Undelivered;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * How an SMS gateway that takes JSON is asked and what its answer means, by
 * routes/examples/send-sms.camel.yaml; bound as {@code jsonGateway}.
 */
public final class JsonGateway {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String from;
  private final String authorization;
  private final String id;

  /**
   * @param from the number or name that the debtor sees
   * @param authorization the whole header; empty = none
   * @param id JSON pointer to the message's number in its answer
   */
  public JsonGateway(String from, String authorization, String id) {
    this.from = from;
    this.authorization = authorization;
    this.id = id;
  }

  /** The text in the body becomes what templates/_shared/sms-gateway.ftl writes of. */
  public void ask(Exchange exchange) {
    Message message = exchange.getMessage();
    String key = exchange.getProperty("key", String.class);
    message.setBody(
        Map.of(
            "to", exchange.getProperty("to", String.class),
            "from", from,
            "text", message.getBody(String.class),
            "coding", exchange.getProperty("coding", String.class),
            "key", key));
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    message.setHeader("Idempotency-Key", key);
    if (!authorization.isEmpty()) {
      message.setHeader("Authorization", authorization);
    }
  }

  /**
   * It has the message.
   *
   * @throws Undelivered when its answer names no number: then nobody knows
   */
  public void taken(Exchange exchange) {
    String answer = exchange.getMessage().getBody(String.class);
    String number = json(answer).at(id).asText("");
    if (number.isEmpty()) {
      throw new Undelivered(
          new Receipt.Unknown(
              "the gateway's answer has no %s (relance.sms.id): %s".formatted(id, answer)),
          null);
    }
    exchange.setProperty("receipt", answer);
    exchange.setProperty("gatewayId", number);
  }

  private static JsonNode json(String answer) {
    try {
      return answer == null ? JSON.missingNode() : JSON.readTree(answer);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
