package io.relance.flow;

import io.relance.ledger.Source;
import io.relance.outbox.Feedback;
import io.relance.store.AlertStore;
import io.relance.store.TaskStore;
import io.relance.store.TaskStore.Open;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What routes/outcomes.camel.yaml calls: what became of the tasks that colleagues were given, as
 * their ERP tells.
 */
public final class Outcomes {
  private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);
  private static final String KIND = "outcome";

  private final TaskStore store;
  private final AlertStore alerts;
  private final Clock clock;
  private final List<Source> sources;

  /** Bound as {@code outcomes}. */
  public Outcomes(TaskStore store, AlertStore alerts, Clock clock, List<Source> sources) {
    this.store = store;
    this.alerts = alerts;
    this.clock = clock;
    this.sources = sources.stream().filter(source -> source.can(Source.Ability.OUTCOME)).toList();
  }

  /** The sources that have tasks of ours nobody answered for. */
  public List<Source> due() {
    return sources.stream().filter(source -> !store.open(source.name()).isEmpty()).toList();
  }

  /** Opens a source (the body): the body becomes the tasks to ask for. */
  public void open(Exchange exchange) {
    Source source = exchange.getMessage().getBody(Source.class);
    List<Open> open = store.open(source.name());
    exchange.setProperty("source", source.name());
    exchange.setProperty("connector", source.connector());
    exchange.setProperty("company", open.get(0).company());
    exchange.setProperty(
        "tasks",
        open.stream().collect(Collectors.toMap(Open::id, Function.identity(), (a, b) -> a)));
    exchange
        .getMessage()
        .setBody(
            open.stream()
                .map(one -> Map.of("id", one.id(), "key", one.key(), "target", one.target()))
                .toList());
  }

  /** The connector answered: what is done or dropped is kept, a promise holds its account. */
  public void take(Exchange exchange) {
    @SuppressWarnings("unchecked")
    Map<String, Open> tasks = exchange.getProperty("tasks", Map.class);
    for (Object one : exchange.getMessage().getBody(List.class)) {
      Map<?, ?> answer = (Map<?, ?>) one;
      Open task = tasks.get(String.valueOf(answer.get("id")));
      if (task != null && !"open".equals(answer.get("state"))) {
        endOrSay(task, answer);
      }
    }
    alerts.clear(KIND, exchange.getProperty("source", String.class));
  }

  /** An answer that cannot be kept holds up no other; it is asked for again at the next turn. */
  private void endOrSay(Open task, Map<?, ?> answer) {
    try {
      end(task, answer);
    } catch (RuntimeException e) {
      LOG.error("Task {} of debtor {}: {}", task.id(), task.target(), answer, e);
      alerts.raise(
          KIND,
          "task " + task.id(),
          "what became of the task of debtor %s cannot be kept: %s"
              .formatted(task.target(), Cause.of(e)));
    }
  }

  private void end(Open task, Map<?, ?> answer) {
    String text = answer.get("text") == null ? "" : answer.get("text").toString();
    LocalDate on =
        answer.get("on") == null
            ? LocalDate.now(clock.withZone(ZoneOffset.UTC))
            : LocalDate.parse(answer.get("on").toString());
    Feedback said = Feedback.read(text, on);
    store.end(task.act(), String.valueOf(answer.get("state")), said);
    alerts.clear(KIND, "task " + task.id());
    LOG.info("Task {} of debtor {}: {}, {}", task.id(), task.target(), answer.get("state"), said);
    if (said.unclear()) {
      alerts.raise(
          KIND,
          "task " + task.id(),
          "debtor %s promised something and no day can be read: \"%s\"; hold the account yourself (relance hold)"
              .formatted(task.target(), text));
    }
  }

  /** This source could not be asked; it is asked again at the next turn. */
  public void failed(Exchange exchange) {
    Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    String source = exchange.getProperty("source", "", String.class);
    if (alerts.raise(KIND, source, "what became of its tasks is not known: " + Cause.of(cause))) {
      LOG.error("Outcomes of {}: {}", source, Cause.of(cause));
    }
  }
}
