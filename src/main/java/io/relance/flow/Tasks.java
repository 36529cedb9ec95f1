package io.relance.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.connector.SourceTrouble;
import io.relance.ledger.Source;
import io.relance.outbox.BusinessDays;
import io.relance.outbox.Receipt;
import io.relance.outbox.Subscriber;
import io.relance.outbox.Undelivered;
import io.relance.store.TaskStore;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * What the routes of task, phone and warning call: something to do goes to the ERP that the debtor
 * stands in, else to the webhook; a sales warning goes to that ERP only, which alone can take it
 * off again.
 */
public final class Tasks {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int USUAL_DAYS = 2;

  private final TaskStore store;
  private final Clock clock;
  private final Map<String, Set<Source.Ability>> abilities;
  private final Subscriber webhook;
  private final String assignee;

  /**
   * Bound as {@code tasks}.
   *
   * @param webhook where tasks go of sources that take none; its address may be empty
   * @param assignee who gets a task whose words name nobody
   */
  public Tasks(
      TaskStore store, Clock clock, List<Source> sources, Subscriber webhook, String assignee) {
    this.store = store;
    this.clock = clock;
    this.abilities = sources.stream().collect(Collectors.toMap(Source::name, Source::can));
    this.webhook = webhook;
    this.assignee = assignee;
  }

  /**
   * Opens a task (the body: title, note, assignee, days as JSON): properties for the connector's
   * task action, the note as the body. Property {@code taskWebhook} is where it goes otherwise.
   *
   * @throws Undelivered when neither can take it
   */
  public void open(Exchange exchange) throws JsonProcessingException {
    JsonNode said = JSON.readTree(exchange.getMessage().getBody(String.class));
    String source = text(exchange, "source");
    boolean takes = can(source, Source.Ability.TASK);
    if (!takes && webhook.url().isEmpty()) {
      throw refused(
          "the connector of %s takes no tasks and relance.task.webhook is not set: set it, or take the channel out of the policy"
              .formatted(source));
    }
    exchange.setProperty("taskWebhook", takes ? "" : webhook.url());
    exchange.setProperty("taskKey", text(exchange, "key"));
    exchange.setProperty("taskKind", text(exchange, "channel").equals("phone") ? "call" : "todo");
    exchange.setProperty("taskTarget", text(exchange, "debtor"));
    exchange.setProperty("taskDocument", document(exchange));
    exchange.setProperty("taskTitle", said.path("title").asText());
    exchange.setProperty("taskDue", due(said.path("days").asInt(USUAL_DAYS)));
    exchange.setProperty("taskAssignee", said.path("assignee").asText(assignee));
    exchange.getMessage().setBody(said.path("note").asText());
  }

  private boolean can(String source, Source.Ability ability) {
    return abilities.getOrDefault(source, Set.of()).contains(ability);
  }

  /** One invoice is named, several concern the customer. */
  private @Nullable String document(Exchange exchange) {
    List<String> all = store.documents(exchange.getProperty("act", Long.class));
    return all.size() == 1 ? all.get(0) : null;
  }

  private String due(int businessDays) {
    LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
    return BusinessDays.after(today, businessDays).toString();
  }

  /** For the webhook: the body becomes all that is known of the task. */
  public Map<String, Object> facts(Exchange exchange) {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (String name :
        List.of("key", "source", "company", "debtor", "debtorName", "level", "asked", "currency")) {
      facts.put(name, exchange.getProperty(name, String.class));
    }
    for (String name : List.of("Kind", "Title", "Due", "Assignee", "Document")) {
      String lower = name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1);
      facts.put(lower, exchange.getProperty("task" + name, String.class));
    }
    facts.put("note", exchange.getMessage().getBody(String.class));
    return facts;
  }

  /** Signs the body as events are signed (Standard Webhooks); the id is the same at every try. */
  public void sign(Exchange exchange) {
    Message message = exchange.getMessage();
    String key = text(exchange, "taskKey");
    Instant now = clock.instant();
    String body = message.getBody(String.class);
    message.removeHeaders("*");
    message.setHeader(Exchange.CONTENT_TYPE, "application/json; charset=UTF-8");
    message.setHeader("Idempotency-Key", key);
    message.setHeader("webhook-id", key);
    message.setHeader("webhook-timestamp", String.valueOf(now.getEpochSecond()));
    if (!webhook.secret().isEmpty()) {
      message.setHeader("webhook-signature", webhook.signature(key, now, body));
    }
  }

  /** The ERP has it: the body is its id there, by which its outcome will be asked for. */
  public void given(Exchange exchange) {
    String id = exchange.getMessage().getBody(String.class);
    store.put(
        exchange.getProperty("act", Long.class),
        text(exchange, "source"),
        id,
        text(exchange, "taskKey"),
        text(exchange, "taskTarget"));
    exchange.setProperty("gatewayId", id);
    exchange.setProperty("receipt", "task " + id + " of " + text(exchange, "source"));
  }

  /**
   * Opens a sales warning (the body: its line): properties for the connector's writeback action.
   *
   * @throws Undelivered when the ERP has no place for it
   */
  public void warn(Exchange exchange) {
    String source = text(exchange, "source");
    if (!can(source, Source.Ability.WRITEBACK)) {
      throw refused(
          "the connector of %s tells its ERP nothing, so no salesperson would see this warning: take the channel out of the policy"
              .formatted(source));
    }
    exchange.setProperty("writebackKind", "warning");
    exchange.setProperty("writebackKey", text(exchange, "key"));
    exchange.setProperty("writebackTarget", text(exchange, "debtor"));
  }

  /**
   * An ERP that did not answer is asked again later: it looks for the key first, so that nothing is
   * made twice. All else is what it says.
   */
  public void trouble(Exchange exchange) {
    SourceTrouble trouble = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, SourceTrouble.class);
    if (trouble.kind() == SourceTrouble.Kind.UNREACHABLE) {
      throw new Undelivered(new Receipt.Deferred(String.valueOf(trouble.getMessage())), trouble);
    }
    throw trouble;
  }

  private static Undelivered refused(String why) {
    return new Undelivered(new Receipt.Refused("", why), null);
  }

  private static String text(Exchange exchange, String property) {
    return exchange.getProperty(property, "", String.class);
  }
}
