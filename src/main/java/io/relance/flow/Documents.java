package io.relance.flow;

import io.relance.connector.SourceTrouble;
import io.relance.ledger.Source;
import io.relance.outbox.Act;
import io.relance.outbox.Attachment;
import io.relance.store.DocumentStore;
import io.relance.store.DocumentStore.Wanted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What routes/documents calls before messages are written: the PDFs of the invoices that they carry
 * come from the ERPs, or are still good as they were kept. A message whose ERP cannot be asked now
 * waits; one whose ERP has no PDF dies alone when it is written ({@link Enclosures}).
 */
public final class Documents {
  /** The name under which a policy attaches them. */
  static final String NAME = "documents";

  private static final Logger LOG = LoggerFactory.getLogger(Documents.class);
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Duration LATER = Duration.ofMinutes(30);
  private static final Duration LEAST_KEPT = Duration.ofDays(1);
  private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

  /** As far into a file as its readers look for that mark. */
  private static final int HEAD = 1_024;

  private final Receipts.Stores stores;
  private final DocumentStore documents;
  private final Intake intake;
  private final Duration kept;
  private final long most;

  /**
   * @param kept how long a file stays that no message used; a day at least, so that none goes while
   *     its message is written
   * @param most bytes that a message may carry: a connector need not fetch more
   */
  public Documents(Receipts.Stores stores, Intake intake, Duration kept, long most) {
    this.stores = stores;
    this.documents = new DocumentStore(stores.database(), stores.clock());
    this.intake = intake;
    this.kept = kept.compareTo(LEAST_KEPT) < 0 ? LEAST_KEPT : kept;
    this.most = most;
  }

  /** What one lot could not get: the act, and why. */
  private record Lacking(Map<Wanted, List<Act>> carriers, Map<Wanted, Exception> troubles) {}

  /** The documents that the bundles in the body carry, of ERPs that hand them out. */
  @SuppressWarnings("unchecked")
  public List<Wanted> wanted(Exchange exchange) {
    Map<Wanted, List<Act>> carriers = new LinkedHashMap<>();
    for (Bundle bundle : (List<Bundle>) exchange.getMessage().getBody(List.class)) {
      bundle.drafts().stream()
          .filter(draft -> draft.attach().contains(NAME))
          .forEach(draft -> add(draft, carriers));
    }
    exchange.setProperty("lacking", new Lacking(carriers, new ConcurrentHashMap<>()));
    return List.copyOf(carriers.keySet());
  }

  private void add(Draft draft, Map<Wanted, List<Act>> carriers) {
    for (Wanted one : documents.wanted(draft.asked())) {
      if (intake.source(one.source()).can(Source.Ability.DOCUMENT)) {
        carriers.computeIfAbsent(one, w -> new ArrayList<>()).add(draft.act());
      }
    }
  }

  /** Turns to the document in the body: its ERP is asked next. */
  public void ask(Exchange exchange) {
    Wanted wanted = exchange.getMessage().getBody(Wanted.class);
    exchange.setProperty("wanted", wanted);
    exchange.setProperty("source", wanted.source());
    exchange.setProperty("company", wanted.companyKey());
    exchange.setProperty("connector", intake.source(wanted.source()).connector());
    exchange.setProperty("documentKey", wanted.document());
    exchange.setProperty("documentKnown", wanted.version());
    exchange.setProperty("documentMost", most);
  }

  /**
   * The ERP's answer (the body): the file, the version that is kept, or nothing.
   *
   * @throws SourceTrouble when it is something else: its messages wait
   */
  @SuppressWarnings("unchecked")
  public void take(Exchange exchange) {
    Wanted wanted = exchange.getProperty("wanted", Wanted.class);
    Map<String, Object> answer = exchange.getMessage().getBody(Map.class);
    if (answer == null) {
      documents.forget(wanted);
    } else if (answer.get("version") instanceof String same && same.equals(wanted.version())) {
      documents.used(wanted);
    } else {
      documents.put(wanted, String.valueOf(answer.get("version")), file(wanted, answer));
      documents.purge(kept);
    }
    stores.alerts().clear(NAME, wanted.place());
  }

  private static Attachment file(Wanted wanted, Map<String, Object> answer) {
    if (answer.get("version") instanceof String version
        && !version.isEmpty()
        && answer.get("name") instanceof String name
        && answer.get("content") instanceof byte[] content
        && isPdf(content)) {
      return new Attachment(name, Enclosures.PDF, content);
    }
    throw new SourceTrouble(
        SourceTrouble.Kind.LIES,
        "%s: what it gives as the PDF of %s is none. What to do: open it there, and print it again."
            .formatted(wanted.place(), wanted.number()));
  }

  private static boolean isPdf(byte[] content) {
    int last = Math.min(content.length, HEAD) - PDF.length;
    return IntStream.rangeClosed(0, last)
        .anyMatch(at -> Arrays.equals(content, at, at + PDF.length, PDF, 0, PDF.length));
  }

  /** The ERP could not be asked. */
  public void lack(Exchange exchange) {
    Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    exchange
        .getProperty("lacking", Lacking.class)
        .troubles()
        .put(exchange.getProperty("wanted", Wanted.class), cause);
  }

  /** The bundles (the body) without the messages that must wait for a document. */
  public List<Bundle> hold(List<Bundle> bundles, Exchange exchange) {
    Lacking lacking = exchange.getProperty("lacking", Lacking.class);
    if (lacking.troubles().isEmpty()) {
      return bundles;
    }
    Map<Long, Exception> waiting = new HashMap<>();
    lacking
        .troubles()
        .forEach(
            (wanted, cause) -> {
              List<Act> acts = lacking.carriers().get(wanted);
              acts.forEach(act -> waiting.put(act.id(), cause));
              putBack(wanted, acts.stream().map(Act::id).collect(Collectors.toSet()), cause);
            });
    return bundles.stream().map(bundle -> bundle.without(waiting.keySet())).toList();
  }

  private void putBack(Wanted wanted, Set<Long> acts, Exception cause) {
    String message =
        "the PDF of %s cannot be fetched now: %s"
            .formatted(wanted.number(), cause.getMessage() == null ? cause : cause.getMessage());
    boolean unreachable =
        cause instanceof SourceTrouble trouble && trouble.kind() == SourceTrouble.Kind.UNREACHABLE;
    stores
        .outbox()
        .putBack(acts, message, stores.clock().instant().plus(unreachable ? SOON : LATER));
    if (stores.alerts().raise(NAME, wanted.place(), "messages wait: " + message)) {
      LOG.error("{} message(s) of {} wait: {}", acts.size(), wanted.place(), message, cause);
    }
  }
}
