package io.relance.connector.axelor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.relance.connector.Http;
import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What the kamelets of connectors/axelor call: an opening for each action, and what it comes to.
 * Readings come as lazy pages in the body.
 */
public final class Axelor {
  /** Exchange property: the {@link Access} of the kamelet. */
  static final String ACCESS = "axelorAccess";

  private static final String READING = "axelorReading";
  private static final String FOUND = "axelorFound";
  private static final TypeReference<List<Map<String, Object>>> RECORDS = new TypeReference<>() {};

  /** Body afterwards: the pages of everything open. */
  public void sweep(Exchange exchange) {
    put(
        exchange,
        Reading.sweep(talk(exchange), company(exchange), known(exchange), today(exchange)));
  }

  /** Body afterwards: the pages of what changed since the cursor. */
  public void delta(Exchange exchange) {
    Cursor cursor = Cursor.parse(exchange.getProperty("cursor", String.class));
    if (cursor == null) {
      throw new SourceTrouble(
          Kind.MISCONFIGURED,
          "There is no whole sweep yet to continue from. What to do: run the sweep first.");
    }
    put(exchange, Reading.delta(talk(exchange), company(exchange), cursor, today(exchange)));
  }

  /** Body: the item keys; afterwards: pages of those that are there. */
  public void recheck(Exchange exchange) {
    List<?> keys = exchange.getMessage().getBody(List.class);
    exchange.setProperty(FOUND, new LinkedHashMap<>(Map.of("item", new ArrayList<>())));
    put(
        exchange,
        Reading.lookUp(
            talk(exchange),
            company(exchange),
            keys.stream().map(String::valueOf).toList(),
            known(exchange),
            today(exchange)));
  }

  /** Keeps this page (canonical records as JSON): recheck answers with them. */
  @SuppressWarnings("unchecked")
  public void collect(Exchange exchange) throws JsonProcessingException {
    Map<String, List<Map<String, Object>>> found = exchange.getProperty(FOUND, Map.class);
    String type = exchange.getMessage().getHeader("relanceType", String.class);
    found
        .computeIfAbsent(type, t -> new ArrayList<>())
        .addAll(Http.JSON.readValue(exchange.getMessage().getBody(String.class), RECORDS));
  }

  /** Body afterwards: all that was collected, by type. */
  public void found(Exchange exchange) {
    end(exchange, exchange.removeProperty(FOUND));
  }

  /** Body afterwards: the proof that the reading is whole. */
  public void close(Exchange exchange) {
    end(exchange, exchange.getProperty(READING, Reading.class).close());
  }

  /** Body: the rendered note or warning, or nothing; afterwards: the id of what is there. */
  public void writeback(Exchange exchange) {
    String kind = exchange.getProperty("writebackKind", String.class);
    String target = exchange.getProperty("writebackTarget", String.class);
    String words = exchange.getMessage().getBody(String.class);
    String id =
        switch (kind) {
          case "marker" -> "";
          case "warning" -> new Warning(talk(exchange)).write(target, words);
          default ->
              new Note(talk(exchange), company(exchange))
                  .write(
                      exchange.getProperty("writebackKey", String.class),
                      target,
                      exchange.getProperty("writebackChannel", "email", String.class),
                      words);
        };
    end(exchange, id);
  }

  /** Body: the note, in HTML; afterwards: the event's id. */
  public void task(Exchange exchange) {
    Task.Order order =
        new Task.Order(
            exchange.getProperty("taskKey", String.class),
            exchange.getProperty("taskKind", String.class),
            exchange.getProperty("taskTarget", String.class),
            exchange.getProperty("taskTitle", String.class),
            exchange.getMessage().getBody(String.class),
            LocalDate.parse(exchange.getProperty("taskDue", String.class)),
            exchange.getProperty("taskAssignee", "", String.class));
    end(exchange, new Task(talk(exchange)).write(order));
  }

  /** Body: tasks with id and key; afterwards: what became of each. */
  public void outcome(Exchange exchange) {
    @SuppressWarnings("unchecked")
    List<Map<String, String>> tasks = exchange.getMessage().getBody(List.class);
    end(exchange, new Task(talk(exchange)).outcomes(tasks));
  }

  /** Body afterwards: who we are there, what is missing. */
  public void probe(Exchange exchange) {
    end(exchange, new Probe(talk(exchange), company(exchange)).ask());
  }

  private static void put(Exchange exchange, Reading reading) {
    exchange.setProperty(READING, reading);
    exchange.getMessage().setBody(reading);
  }

  private static void end(Exchange exchange, @Nullable Object body) {
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(body);
    exchange.removeProperty(READING);
    exchange.removeProperty(ACCESS);
  }

  private static Talk talk(Exchange exchange) {
    return new Talk(exchange.getProperty(ACCESS, Access.class), exchange.getContext());
  }

  private static @Nullable Cursor known(Exchange exchange) {
    return Cursor.parse(exchange.getProperty("known", String.class));
  }

  /** Before the hub gives a day (a test, a probe), no day has passed. */
  private static LocalDate today(Exchange exchange) {
    return Objects.requireNonNullElse(
        exchange.getProperty("today", LocalDate.class), LocalDate.EPOCH);
  }

  private static long company(Exchange exchange) {
    String text = exchange.getProperty("company", String.class);
    if (text == null || !text.matches("\\d{1,9}")) {
      throw new SourceTrouble(
          Kind.MISCONFIGURED,
          "Axelor's company keys are numbers, not '" + text + "'. What to do: set companies=1.");
    }
    return Long.parseLong(text);
  }
}
