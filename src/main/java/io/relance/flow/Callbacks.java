package io.relance.flow;

import io.relance.flow.Deliveries.Status;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door at which gateways report what became of messages, by routes/receipts.camel.yaml. Bound
 * as {@code callbacks}.
 */
public final class Callbacks {
  private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);

  private final Deliveries deliveries;
  private final Token token;
  private final Map<String, Dialect> dialects;

  /**
   * How one channel's gateway talks.
   *
   * @param id where its id of the message stands: a field, or a JSON pointer
   * @param status where its word for what became of it stands
   * @param detail where its reason stands; it may be missing
   * @param words its word, in lower case, to ours
   */
  public record Dialect(String id, String status, String detail, Map<String, Status> words) {}

  /**
   * @param token what whoever knocks must show; empty = nobody may
   * @param dialects by channel
   */
  public Callbacks(Deliveries deliveries, String token, Map<String, Dialect> dialects) {
    this.deliveries = deliveries;
    this.token = new Token(token);
    this.dialects = dialects;
  }

  /**
   * Takes a report on the message of a channel, and answers: 200 it is kept, 400 it cannot be read,
   * 401 who are you, 404 there is no such channel here.
   */
  public void report(Exchange exchange) {
    Message asked = exchange.getMessage();
    String channel = asked.getHeader("channel", "", String.class);
    int status;
    try {
      Callback callback = Callback.of(exchange);
      status = status(channel, asked.getHeader("Authorization", "", String.class), callback);
    } catch (IllegalArgumentException e) {
      LOG.warn("A report on channel {} cannot be read: {}", channel, e.getMessage());
      status = 400;
    }
    Hooks.answer(exchange, status);
  }

  private int status(String channel, String shown, Callback callback) {
    if (!token.isBearer(shown) && !token.is(callback.find("token"))) {
      LOG.warn("Somebody without the token (relance.receipts.token) knocked at receipts/…");
      return 401;
    }
    Dialect dialect = dialects.get(channel);
    if (dialect == null) {
      return 404;
    }
    String word = callback.get(dialect.status());
    Status status = dialect.words().get(word.toLowerCase(Locale.ROOT));
    if (status == null) {
      throw new IllegalArgumentException(
          "its status '%s' is not known; name it in relance.receipts.%s.delivered, failed, expired or accepted"
              .formatted(word, channel));
    }
    deliveries.report(channel, callback.get(dialect.id()), status, callback.find(dialect.detail()));
    return 200;
  }

  /** The report could not be kept: 503, the gateway may say it again; the reason in our own log. */
  public void trouble(Exchange exchange) {
    Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    LOG.error("A report could not be kept: {}", Cause.of(cause));
    Hooks.answer(exchange, 503);
  }
}
