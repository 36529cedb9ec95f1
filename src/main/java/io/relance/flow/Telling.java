package io.relance.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.connector.SourceTrouble;
import io.relance.store.AlertStore;
import io.relance.store.WritebackStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What routes/write-back.camel.yaml calls, step by step: claimed write-backs of one source become
 * lots, each lot is told the ERP in one call, what failed is tried again later by itself.
 */
public final class Telling {
  private static final Logger LOG = LoggerFactory.getLogger(Telling.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> MODEL = new TypeReference<>() {};
  private static final String KIND = "write-back";

  /** How long a source is left alone; other troubles are a single write-back's own. */
  private static final Map<SourceTrouble.Kind, Duration> WAITS =
      Map.of(
          SourceTrouble.Kind.UNREACHABLE, Duration.ofMinutes(5),
          SourceTrouble.Kind.REFUSED, Duration.ofHours(1));

  private final WritebackStore store;
  private final AlertStore alerts;
  private final Path templates;
  private final Map<String, Teller> tellers;
  private final NextLevel next;

  /**
   * Who tells one source.
   *
   * @param many whether its connector writes many notes in one call
   * @param perMinute write-backs that are let through in a minute; 0 = as many as it takes
   */
  public record Teller(String connector, boolean many, int perMinute) {}

  /**
   * Bound as {@code telling}.
   *
   * @param tellers by source
   */
  public Telling(
      WritebackStore store,
      AlertStore alerts,
      Path templates,
      Map<String, Teller> tellers,
      NextLevel next) {
    this.store = store;
    this.alerts = alerts;
    this.templates = templates;
    this.tellers = Map.copyOf(tellers);
    this.next = next;
  }

  /**
   * The claimed rows (the body), in what is told at once: first markers and warnings, each alone,
   * then all notes of a company where its connector takes many, else each alone.
   */
  public List<List<Map<?, ?>>> lots(List<Map<?, ?>> rows) {
    Map<Object, List<Map<?, ?>>> together = new LinkedHashMap<>();
    List<Map<?, ?>> ordered = new ArrayList<>(rows);
    ordered.sort(Comparator.comparing(row -> text(row, "kind").equals("note")));
    for (Map<?, ?> row : ordered) {
      Teller teller = tellers.get(text(row, "source"));
      boolean many = teller != null && teller.many() && text(row, "kind").equals("note");
      together
          .computeIfAbsent(many ? row.get("company_id") : row, same -> new ArrayList<>())
          .add(row);
    }
    return List.copyOf(together.values());
  }

  /**
   * Opens a lot (the body): properties for the connector's action, the template's model as the
   * body. Property {@code writebackOpen} says whether a claim still stands.
   */
  public void open(Exchange exchange) throws JsonProcessingException {
    exchange.setProperty("writebackRows", exchange.getMessage().getBody(List.class));
    List<Map<?, ?>> rows = rows(exchange).stream().filter(this::mine).toList();
    exchange.setProperty("writebackRows", rows);
    exchange.setProperty("writebackOpen", !rows.isEmpty());
    if (rows.isEmpty()) {
      return;
    }
    Map<?, ?> row = rows.get(0);
    Teller teller = teller(text(row, "source"));
    boolean note = text(row, "kind").equals("note");
    String words = "/" + language(text(row, "language")) + "/writeback/note.ftlh";
    exchange.setProperty("source", row.get("source"));
    exchange.setProperty("connector", teller.connector());
    exchange.setProperty("company", row.get("company"));
    exchange.setProperty("companyId", row.get("company_id"));
    if (rows.size() > 1) {
      exchange.setProperty("action", "notes");
      exchange.setProperty("words", "/_shared/notes.ftl");
      exchange.getMessage().setBody(Map.of("words", words, "notes", notes(rows)));
      return;
    }
    Map<String, Object> model = note ? model(row) : null;
    exchange.setProperty("action", "writeback");
    exchange.setProperty("words", note ? words : "");
    exchange.setProperty("writebackKind", row.get("kind"));
    exchange.setProperty("writebackKey", row.get("key"));
    exchange.setProperty("writebackTarget", row.get("target"));
    exchange.setProperty("marker", row.get("marker"));
    exchange.setProperty("writebackChannel", model == null ? null : model.get("channel"));
    exchange.getMessage().setBody(note ? model : warning(row));
  }

  /** The one that is to stand there now; null = none does, or it is no warning that is told. */
  private @Nullable String warning(Map<?, ?> row) {
    return text(row, "kind").equals("warning") ? store.warning(id(row)).orElse(null) : null;
  }

  private boolean mine(Map<?, ?> row) {
    return store.mine(id(row), text(row, "owner"));
  }

  private Teller teller(String source) {
    Teller teller = tellers.get(source);
    if (teller == null) {
      throw new SourceTrouble(
          SourceTrouble.Kind.MISCONFIGURED,
          "source %s is not in application.properties any more: put relance.source.%s.connector back"
              .formatted(source, source));
    }
    return teller;
  }

  private List<Map<String, Object>> notes(List<Map<?, ?>> rows) throws JsonProcessingException {
    List<Map<String, Object>> notes = new ArrayList<>();
    for (Map<?, ?> row : rows) {
      Map<String, Object> model = model(row);
      notes.add(
          Map.of(
              "key", text(row, "key"),
              "target", text(row, "target"),
              "channel", String.valueOf(model.get("channel")),
              "model", model));
    }
    return notes;
  }

  private Map<String, Object> model(Map<?, ?> row) throws JsonProcessingException {
    Map<String, Object> model = JSON.readValue(text(row, "data"), MODEL);
    model.put("next", next.after(model).map(String::valueOf).orElse(null));
    return model;
  }

  /** The connector answered: the body is the ERP's id of what is now there, for a lot one a key. */
  public void done(Exchange exchange) {
    List<Map<?, ?>> rows = rows(exchange);
    Object answer = exchange.getMessage().getBody();
    Map<Long, String> receipts = new LinkedHashMap<>();
    for (Map<?, ?> row : rows) {
      Object id = rows.size() > 1 ? ((Map<?, ?>) answer).get(row.get("key")) : answer;
      if (id == null && rows.size() > 1) {
        own(row, "the ERP did not say that it has this note");
      } else {
        receipts.put(id(row), id == null ? "" : id.toString());
      }
    }
    store.done(receipts);
    alerts.clear(KIND, text(rows.get(0), "source"));
    rows.forEach(row -> alerts.clear(KIND, text(row, "key")));
  }

  /**
   * It did not work. An ERP that cannot be reached or refuses us puts all of its write-backs off;
   * any other fault is one row's own. The body becomes what is to be tried alone: the rows of a lot
   * of which one is at fault.
   */
  public void failed(Exchange exchange) {
    List<Map<?, ?>> rows = rows(exchange);
    Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    SourceTrouble trouble = trouble(cause);
    Duration wait = trouble == null ? null : WAITS.get(trouble.kind());
    String source = text(rows.get(0), "source");
    exchange.getMessage().setBody(List.of());
    if (wait != null) {
      store.release(source, text(rows.get(0), "owner"), message(cause), wait);
      alarm(source, "write-backs wait: " + message(cause));
    } else if (rows.size() > 1) {
      LOG.warn("{} notes of {} are tried one by one: {}", rows.size(), source, message(cause));
      exchange.getMessage().setBody(rows.stream().map(List::of).toList());
    } else {
      own(rows.get(0), message(cause));
    }
  }

  /** A source with a pace rests after its lot (the claimed rows, the body). */
  public void rest(List<Map<?, ?>> rows) {
    String source = text(rows.get(0), "source");
    Teller teller = tellers.get(source);
    if (teller != null && teller.perMinute() > 0) {
      store.rest(
          source, Duration.ofMinutes(1).multipliedBy(rows.size()).dividedBy(teller.perMinute()));
    }
  }

  private void own(Map<?, ?> row, String cause) {
    if (store.failed(id(row), cause)) {
      alarm(
          text(row, "key"),
          "%s on %s of %s given up: %s"
              .formatted(row.get("kind"), row.get("target"), text(row, "source"), cause));
    }
  }

  private void alarm(String subject, String message) {
    if (alerts.raise(KIND, subject, message)) {
      LOG.error("{}: {}", subject, message);
    }
  }

  private static @Nullable SourceTrouble trouble(@Nullable Throwable cause) {
    for (Throwable e = cause; e != null; e = e.getCause()) {
      if (e instanceof SourceTrouble trouble) {
        return trouble;
      }
    }
    return null;
  }

  private static String message(Throwable cause) {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  private String language(String wanted) {
    return Files.isRegularFile(templates.resolve(wanted).resolve("writeback/note.ftlh"))
        ? wanted
        : "en";
  }

  @SuppressWarnings("unchecked")
  private static List<Map<?, ?>> rows(Exchange exchange) {
    return exchange.getProperty("writebackRows", List.class);
  }

  private static long id(Map<?, ?> row) {
    return ((Number) row.get("id")).longValue();
  }

  private static String text(Map<?, ?> row, String column) {
    return String.valueOf(row.get(column));
  }
}
