package io.relance.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.connector.SourceTrouble;
import io.relance.policy.Level;
import io.relance.policy.Policy;
import io.relance.store.AlertStore;
import io.relance.store.WritebackStore;
import io.relance.store.WritebackStore.Marks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the ERP is told of a reminder: a note on each document, the marker of the debtor. Queued
 * where things happen, written by routes/write-back.camel.yaml.
 */
public final class WriteBack {
  private static final Logger LOG = LoggerFactory.getLogger(WriteBack.class);
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
  private final Map<String, String> connectors;
  private final Marks marks;

  /**
   * Bound as {@code writeBack}.
   *
   * @param connectors source name to connector folder
   */
  public WriteBack(
      WritebackStore store,
      AlertStore alerts,
      Path templates,
      Map<String, String> connectors,
      Collection<Policy> policies) {
    this.store = store;
    this.alerts = alerts;
    this.templates = templates;
    this.connectors = Map.copyOf(connectors);
    this.marks = marks(policies);
  }

  /**
   * For the courier, inside the transaction that makes these acts sent and moves the levels of
   * their items: queues their notes and the markers that change.
   */
  public void afterSent(Collection<Long> acts) {
    if (!acts.isEmpty()) {
      store.queueNotes(acts);
      store.queueMarkersOfActs(acts, marks);
    }
  }

  /**
   * For the intake, when a sweep or delta of the company was merged and before its accounts are
   * decided again: queues the markers that change, such as those of debtors who paid. Its failure
   * is no trouble of the source: {@link #refresh} queues them later.
   */
  public void afterMerge(long company) {
    try {
      store.queueMarkersOfChanged(company, marks);
    } catch (RuntimeException e) {
      LOG.error("The markers of company {} wait for the daily refresh", company, e);
    }
  }

  /** Queues every marker that is not what it should be today (a due date passed meanwhile). */
  public void refresh() {
    store.queueMarkers(marks);
  }

  /**
   * Opens a claimed row (the body): properties for the connector's writeback action, the template's
   * model as the body, null for a marker. Property {@code writebackOpen} says whether the claim
   * still stands.
   */
  public void open(Exchange exchange) throws JsonProcessingException {
    Map<?, ?> row = exchange.getMessage().getBody(Map.class);
    exchange.setProperty("writebackRow", row);
    boolean mine = store.mine(id(row), text(row, "owner"));
    exchange.setProperty("writebackOpen", mine);
    if (!mine) {
      return;
    }
    String source = text(row, "source");
    String connector = connectors.get(source);
    if (connector == null) {
      throw new SourceTrouble(
          SourceTrouble.Kind.MISCONFIGURED,
          "source %s is not in application.properties any more: put relance.source.%s.connector back"
              .formatted(source, source));
    }
    boolean note = text(row, "kind").equals("note");
    exchange.setProperty("source", source);
    exchange.setProperty("connector", connector);
    exchange.setProperty("company", row.get("company"));
    exchange.setProperty("companyId", row.get("company_id"));
    exchange.setProperty("writebackKind", row.get("kind"));
    exchange.setProperty("writebackKey", row.get("key"));
    exchange.setProperty("writebackTarget", row.get("target"));
    exchange.setProperty("marker", row.get("marker"));
    exchange.setProperty("language", language(text(row, "language")));
    Map<String, Object> model = note ? JSON.readValue(text(row, "data"), MODEL) : null;
    exchange.setProperty("writebackChannel", model == null ? null : model.get("channel"));
    exchange.getMessage().setBody(model);
  }

  /** The connector answered: the body is the ERP's id of what is now there. */
  public void done(Exchange exchange) {
    Map<?, ?> row = row(exchange);
    String receipt = exchange.getMessage().getBody(String.class);
    store.done(id(row), receipt == null ? "" : receipt);
    alerts.clear(KIND, text(row, "source"));
    alerts.clear(KIND, text(row, "key"));
  }

  /**
   * It did not work. An ERP that cannot be reached or refuses us puts all of its write-backs off;
   * any other fault is the row's own.
   */
  public void failed(Exchange exchange) {
    Map<?, ?> row = row(exchange);
    Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    String source = text(row, "source");
    SourceTrouble trouble = trouble(cause);
    Duration wait = trouble == null ? null : WAITS.get(trouble.kind());
    if (wait != null) {
      store.release(source, text(row, "owner"), message(cause), wait);
      alarm(source, "write-backs wait: " + message(cause));
    } else if (store.failed(id(row), message(cause))) {
      alarm(
          text(row, "key"),
          "%s on %s of %s given up: %s"
              .formatted(row.get("kind"), row.get("target"), source, message(cause)));
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

  private static Map<?, ?> row(Exchange exchange) {
    return exchange.getProperty("writebackRow", Map.class);
  }

  private static long id(Map<?, ?> row) {
    return ((Number) row.get("id")).longValue();
  }

  private static String text(Map<?, ?> row, String column) {
    return String.valueOf(row.get(column));
  }

  private static Marks marks(Collection<Policy> policies) {
    List<String> names = new ArrayList<>();
    List<Integer> ranks = new ArrayList<>();
    List<@Nullable String> markers = new ArrayList<>();
    List<Boolean> merged = new ArrayList<>();
    for (Policy policy : policies) {
      String stamped = null;
      for (Level level : policy.levels()) {
        stamped = level.marker() == null ? stamped : level.marker();
        names.add(policy.name());
        ranks.add(level.rank());
        markers.add(stamped);
        merged.add(policy.debtors() == Policy.Debtors.MERGED);
      }
    }
    return new Marks(names, ranks, markers, merged);
  }
}
