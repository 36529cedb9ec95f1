package io.relance.flow;

import io.relance.outbox.Subscriber;
import io.relance.store.AlertStore;
import io.relance.store.EventStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells subscribers what happened, at least once each, by routes/events.camel.yaml. Only they know
 * whether they had it before: the id of an event is the same at every try.
 */
public final class Events {
  private static final Logger LOG = LoggerFactory.getLogger(Events.class);
  private static final String KIND = "events";
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Answers by which a subscriber says that it is not ready, not that it will not have this. */
  private static final Set<Integer> NOT_READY = Set.of(408, 425, 429);

  private final EventStore store;
  private final AlertStore alerts;
  private final Clock clock;
  private final String hub;
  private final Map<String, Subscriber> subscribers;

  /**
   * Bound as {@code events}; from now on exactly these subscribers are told.
   *
   * @param hub the hub's name, the beginning of every event's source
   */
  public Events(
      EventStore store,
      AlertStore alerts,
      Clock clock,
      String hub,
      Collection<Subscriber> subscribers) {
    this.store = store;
    this.alerts = alerts;
    this.clock = clock;
    this.hub = hub;
    this.subscribers = new HashMap<>();
    subscribers.forEach(one -> this.subscribers.put(one.name(), one));
  }

  /**
   * Opens a claimed row (the body): its address as property {@code eventUrl}, the template's model
   * as the body. Property {@code eventOpen} says whether the claim still stands.
   */
  public void open(Exchange exchange) {
    Map<?, ?> row = exchange.getMessage().getBody(Map.class);
    exchange.setProperty("eventRow", row);
    Subscriber subscriber = subscribers.get(text(row, "subscriber"));
    boolean mine = subscriber != null && store.mine(id(row), text(row, "owner"));
    exchange.setProperty("eventOpen", mine);
    if (mine) {
      exchange.setProperty("eventUrl", subscriber.url());
      Map<String, Object> model = new HashMap<>();
      for (String column : Set.of("key", "type", "source", "company", "data")) {
        model.put(column, text(row, column));
      }
      model.put("hub", hub);
      model.put("time", ((java.util.Date) row.get("at")).toInstant().toString());
      exchange.getMessage().setBody(model);
    }
  }

  /** Signs the body; the message has these headers only. */
  public void sign(Exchange exchange) {
    Map<?, ?> row = row(exchange);
    Message message = exchange.getMessage();
    String id = text(row, "key");
    Instant now = clock.instant();
    String signature =
        subscribers.get(text(row, "subscriber")).signature(id, now, message.getBody(String.class));
    message.removeHeaders("*");
    message.setHeader(Exchange.CONTENT_TYPE, "application/cloudevents+json; charset=UTF-8");
    message.setHeader("webhook-id", id);
    message.setHeader("webhook-timestamp", String.valueOf(now.getEpochSecond()));
    message.setHeader("webhook-signature", signature);
  }

  /** The subscriber answered: 2xx is a yes, all else is none. */
  public void answered(Exchange exchange) {
    int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    Map<?, ?> row = row(exchange);
    if (status / 100 == 2) {
      store.delivered(id(row), text(row, "owner"), text(row, "subscriber"));
      alerts.clear(KIND, text(row, "subscriber"));
    } else {
      boolean itsTrouble = status >= 500 || NOT_READY.contains(status);
      failed(row, "answers " + status, itsTrouble ? wait(exchange.getMessage()) : null);
    }
  }

  /** Nobody answered, or the event cannot be put in words. */
  public void failed(Exchange exchange) {
    Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    boolean itsTrouble = cause instanceof java.io.IOException;
    failed(row(exchange), Cause.of(cause), itsTrouble ? Duration.ZERO : null);
  }

  private void failed(Map<?, ?> row, String cause, @Nullable Duration rest) {
    String subscriber = text(row, "subscriber");
    String owner = text(row, "owner");
    boolean dead = store.failed(id(row), owner, cause);
    if (rest != null) {
      store.rest(subscriber, owner, cause, rest);
    }
    String message =
        subscribers.get(subscriber)
            + (dead ? " did not take an event for too long, it is given up: " : ": ")
            + cause
            + (dead ? "; put it right, then retryDead over JMX" : "; its events wait");
    if (alerts.raise(KIND, subscriber, message)) {
      LOG.warn("Events: {}", message);
    }
  }

  /** What the header Retry-After asks for, in seconds; another form of it counts as nothing. */
  private static Duration wait(Message message) {
    String asked = message.getHeader("Retry-After", "", String.class).strip();
    Duration wait =
        asked.matches("\\d{1,6}") ? Duration.ofSeconds(Integer.parseInt(asked)) : Duration.ZERO;
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  /** Forgets what is old. */
  public void purge() {
    store.purge();
  }

  private static Map<?, ?> row(Exchange exchange) {
    return exchange.getProperty("eventRow", Map.class);
  }

  private static long id(Map<?, ?> row) {
    return ((Number) row.get("id")).longValue();
  }

  private static String text(Map<?, ?> row, String column) {
    return String.valueOf(row.get(column));
  }
}
