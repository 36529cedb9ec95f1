package io.relance.flow;

import io.relance.flow.Deliveries.Status;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door at which gateways report what became of messages and hand on answers, by
 * routes/receipts.camel.yaml. Bound as {@code callbacks}.
 */
public final class Callbacks {
  private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);

  private final Deliveries deliveries;
  private final SmsAnswers answers;
  private final Token token;
  private final Map<String, Dialect> dialects;

  /**
   * How one channel's gateway talks.
   *
   * @param id where its id of the message stands: a field, or a JSON pointer
   * @param status where its word for what became of it stands
   * @param detail where its reason stands; it may be missing
   * @param words its word, in lower case, to ours
   * @param answer where an answer's sender, text and number stand
   */
  public record Dialect(
      String id, String status, String detail, Map<String, Status> words, Answer answer) {}

  /** Where the parts of a debtor's answer stand. */
  public record Answer(String from, String text, String message) {}

  /**
   * @param token what whoever knocks must show; empty = nobody may
   * @param dialects by channel
   */
  public Callbacks(
      Deliveries deliveries, SmsAnswers answers, String token, Map<String, Dialect> dialects) {
    this.deliveries = deliveries;
    this.answers = answers;
    this.token = new Token(token);
    this.dialects = dialects;
  }

  /**
   * Takes a report on the message of a channel, and answers: 200 it is kept, 400 it cannot be read,
   * 401 who are you, 404 there is no such channel here.
   */
  public void report(Exchange exchange) {
    taken(exchange, this::report);
  }

  /** As {@link #report}, for what a debtor wrote to the channel's number. */
  public void answer(Exchange exchange) {
    taken(exchange, this::answer);
  }

  private interface Taking {
    void take(String channel, Dialect dialect, Callback callback);
  }

  private void taken(Exchange exchange, Taking taking) {
    Message asked = exchange.getMessage();
    String channel = asked.getHeader("channel", "", String.class);
    int status = 400;
    try {
      Callback callback = Callback.of(exchange);
      status = knows(asked.getHeader("Authorization", "", String.class), callback, channel);
      if (status == 200) {
        taking.take(channel, dialects.get(channel), callback);
      }
    } catch (IllegalArgumentException e) {
      LOG.warn("What came for channel {} cannot be read: {}", channel, e.getMessage());
      status = 400;
    }
    Hooks.answer(exchange, status);
  }

  private int knows(String shown, Callback callback, String channel) {
    if (!token.isBearer(shown) && !token.is(callback.find("token"))) {
      LOG.warn("Somebody without the token (relance.receipts.token) knocked at receipts/…");
      return 401;
    }
    return dialects.containsKey(channel) ? 200 : 404;
  }

  private void report(String channel, Dialect dialect, Callback callback) {
    String word = callback.get(dialect.status());
    Status status = dialect.words().get(word.toLowerCase(Locale.ROOT));
    if (status == null) {
      throw new IllegalArgumentException(
          "its status '%s' is not known; name it in relance.receipts.%s.delivered, failed, expired or accepted"
              .formatted(word, channel));
    }
    deliveries.report(channel, callback.get(dialect.id()), status, callback.find(dialect.detail()));
  }

  private void answer(String channel, Dialect dialect, Callback callback) {
    Answer where = dialect.answer();
    answers.came(
        channel,
        callback.get(where.from()),
        callback.find(where.text()),
        callback.get(where.message()));
  }

  /** It could not be kept: 503, the gateway may say it again; the reason in our own log. */
  public void trouble(Exchange exchange) {
    Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    LOG.error("What a gateway reports could not be kept: {}", Cause.of(cause));
    Hooks.answer(exchange, 503);
  }
}
