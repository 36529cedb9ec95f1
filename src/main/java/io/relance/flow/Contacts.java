package io.relance.flow;

import io.relance.ledger.Amounts;
import io.relance.notice.Dossier;
import io.relance.notice.Dossier.Line;
import io.relance.notice.Templates;
import io.relance.outbox.Receipt;
import io.relance.outbox.Recipients;
import io.relance.store.AlertStore;
import io.relance.store.ContactStore;
import io.relance.store.ContactStore.Lost;
import io.relance.store.PaperStore;
import io.relance.store.PaperStore.Addressee;
import io.relance.store.PaperStore.Sender;
import io.relance.store.StoreTrouble;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What routes/contacts.camel.yaml calls: whom no message can reach is a colleague's task, once
 * until his contact changes.
 */
public final class Contacts {
  private static final Logger LOG = LoggerFactory.getLogger(Contacts.class);
  private static final String KIND = "contact";
  private static final String CHANNEL = "task";
  private static final String WORDS = "fix-contact";

  private final ContactStore store;
  private final PaperStore papers;
  private final Templates templates;
  private final AlertStore alerts;
  private final Taking taking;
  private final Map<Long, Integer> room = new HashMap<>();
  private final Set<String> down = new HashSet<>();

  /**
   * Who takes them.
   *
   * @param connectors of the sources whose debtors' tasks somebody takes, by source
   * @param most a day and company, so that a first reading of many buries nobody; 0 = none
   */
  public record Taking(Map<String, String> connectors, int most) {}

  /** Bound as {@code contacts}; one route at a time calls it. */
  public Contacts(
      ContactStore store,
      PaperStore papers,
      Templates templates,
      AlertStore alerts,
      Taking taking) {
    this.store = store;
    this.papers = papers;
    this.templates = templates;
    this.alerts = alerts;
    this.taking = taking;
  }

  /** Those of whom no colleague was told; who owes most comes first. */
  public List<Lost> due() {
    room.clear();
    down.clear();
    if (taking.most() == 0) {
      return List.of();
    }
    List<Lost> due = store.due(taking.connectors().keySet(), taking.most());
    due.forEach(one -> room.put(one.companyId(), one.room()));
    return due;
  }

  /**
   * Opens one (the body) for direct:tasks: its words as the body, whom it is about as properties.
   * Property {@code contactOpen}: may it be given now?
   */
  public void open(Exchange exchange) {
    Lost lost = exchange.getMessage().getBody(Lost.class);
    boolean now = room.getOrDefault(lost.companyId(), 0) > 0 && !down.contains(lost.source());
    exchange.setProperty("lost", lost);
    exchange.setProperty("contactOpen", now);
    if (now) {
      Sender sender = papers.sender(lost.companyId());
      Addressee who = papers.addressees(List.of(lost.account()), List.of()).get(lost.account());
      Dossier dossier = dossier(lost, sender, who);
      facts(lost, who, dossier.asked()).forEach(exchange::setProperty);
      exchange.setProperty("connector", taking.connectors().get(lost.source()));
      exchange.getMessage().setBody(templates.write(CHANNEL, WORDS, dossier).parts().get("json"));
    }
  }

  private static Map<String, Object> facts(Lost lost, Addressee who, BigDecimal asked) {
    return Map.of(
        "act", 0L, // there is none: it is no message to the debtor
        "key", lost.key(),
        "channel", CHANNEL,
        "source", lost.source(),
        "company", lost.company(),
        "companyId", String.valueOf(lost.companyId()),
        "debtor", lost.debtor(),
        "debtorName", who.name(),
        "asked", exact(asked, lost.currency()),
        "currency", lost.currency());
  }

  /** With the decimals of the currency, or more where it has more. */
  private static String exact(BigDecimal amount, String currency) {
    BigDecimal bare = amount.stripTrailingZeros();
    int digits = Amounts.decimals(currency).orElse(0);
    return bare.setScale(Math.max(digits, bare.scale())).toPlainString();
  }

  private Dossier dossier(Lost lost, Sender sender, Addressee who) {
    Map<Long, Line> known = papers.lines(lost.items(), false);
    List<Line> late = lost.items().stream().map(known::get).toList();
    return new Dossier(
        sender.creditor(),
        new Dossier.Debtor(
            who.name(),
            who.reference(),
            null,
            List.of(),
            Recipients.phone("billing", who.people())),
        null,
        lost.currency(),
        lost.today(),
        late,
        List.of(),
        late.stream().map(Line::open).reduce(BigDecimal.ZERO, BigDecimal::add),
        null,
        who.reminders());
  }

  /** The ERP, or the webhook, has it. */
  public void given(Exchange exchange) {
    Lost lost = exchange.getProperty("lost", Lost.class);
    keep(lost, exchange.getProperty("receipt", "", String.class));
    alerts.clear(KIND, lost.source());
    alerts.clear(KIND, subject(lost));
  }

  private void keep(Lost lost, String receipt) {
    store.given(lost, receipt);
    room.merge(lost.companyId(), -1, Integer::sum);
  }

  /**
   * What is wrong with one is its own trouble; a source that cannot be asked is let alone until
   * next time. An ERP is asked for the key first, a webhook is not asked twice.
   */
  public void failed(Exchange exchange) {
    Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    Lost lost = exchange.getProperty("lost", Lost.class);
    boolean asked = exchange.getProperty("taskKey") != null; // Tasks.open came through
    Receipt answer = Answer.of(cause);
    if (asked && answer instanceof Receipt.Unknown && byWebhook(exchange)) {
      keep(lost, "nobody knows whether it arrived");
      alarm(
          subject(lost),
          "nobody knows whether a colleague was asked for a contact that can be used, look there: ",
          cause);
    } else if (asked ? answer instanceof Receipt.Refused : !(cause instanceof StoreTrouble)) {
      alarm(subject(lost), "nobody was asked for a contact that can be used: ", cause);
    } else {
      down.add(lost.source());
      alarm(lost.source(), "nobody was asked for contacts that can be used: ", cause);
    }
  }

  private static boolean byWebhook(Exchange exchange) {
    return !exchange.getProperty("taskWebhook", "", String.class).isEmpty();
  }

  private void alarm(String subject, String message, Exception cause) {
    String why = Cause.of(cause);
    if (alerts.raise(KIND, subject, message + why)) {
      LOG.error("{}: {}{}", subject, message, why);
    }
  }

  private static String subject(Lost lost) {
    return "%s/%s/%s".formatted(lost.source(), lost.company(), lost.debtor());
  }
}
