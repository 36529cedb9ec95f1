package io.relance.flow;

import io.relance.journal.Entry;
import io.relance.outbox.Act;
import io.relance.outbox.Departure;
import io.relance.outbox.Receipt;
import io.relance.outbox.Sharing;
import io.relance.outbox.Undelivered;
import io.relance.store.OutboxStore.Stored;
import io.relance.store.Payloads;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What routes/send-email.camel.yaml calls once a lot was read again, step by step: it is decided
 * again, its bundles are committed as SENDING, each letter leaves, its answer is committed.
 */
public final class Courier {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final int KEPT_YEARS = 10;

  private final Receipts.Stores stores;
  private final Review review;
  private final Scribe scribe;
  private final Commits commits;
  private final Receipts receipts;
  private final Settings settings;
  private final Unwritten unwritten;

  /**
   * How it works.
   *
   * @param lease how long a node answers for a bundle it is sending
   * @param resendAfter how long an uncertain message rests before it is sent again
   * @param sharing which addresses may be several debtors', or the creditor's
   */
  public record Settings(Duration lease, Duration resendAfter, Sharing sharing) {}

  public Courier(
      Receipts.Stores stores,
      Review review,
      Scribe scribe,
      WriteBack writeBack,
      Settings settings) {
    this.stores = stores;
    this.review = review;
    this.scribe = scribe;
    this.commits = new Commits(stores.database(), stores.journal());
    this.receipts = new Receipts(stores, commits, writeBack, settings.resendAfter());
    this.settings = settings;
    this.unwritten = new Unwritten(stores, settings.sharing());
  }

  /** Every company of the lot was read again: the body becomes what of it still leaves. */
  public List<Bundle> review(Exchange exchange) {
    return review.bundles(exchange.getProperty("lot", Lot.class));
  }

  /**
   * Writes the bundle in the body and commits it as SENDING with its payloads; the body becomes the
   * letters that may leave. An act that cannot be written dies alone, with its cause.
   */
  public List<Letter> seal(Bundle bundle) {
    List<Departure> departures = new ArrayList<>();
    Map<Act, RuntimeException> failed = new LinkedHashMap<>();
    for (Draft draft : bundle.drafts()) {
      try {
        departures.add(scribe.write(draft));
      } catch (RuntimeException e) {
        failed.put(draft.act(), e);
      }
    }
    unwritten.bury(failed);
    return bundle.again().isEmpty() ? depart(departures) : departAgain(bundle.again());
  }

  private List<Letter> depart(List<Departure> departures) {
    if (departures.isEmpty()) {
      return List.of();
    }
    Map<Long, Long> marked = new HashMap<>();
    commits.commit(
        () -> {
          marked.clear();
          marked.putAll(stores.outbox().markSending(departures, settings.lease(), retainUntil()));
          return sending(departures, marked);
        });
    Lease lease = lease(marked);
    return departures.stream()
        .filter(d -> marked.containsKey(d.act().id()))
        .map(d -> new Letter(d.act(), d.to(), Mime.message(d.content()), lease))
        .toList();
  }

  private List<Entry> sending(List<Departure> departures, Map<Long, Long> marked) {
    return departures.stream()
        .filter(d -> marked.containsKey(d.act().id()))
        .map(
            d ->
                new Entry(
                    stores.clock().instant(),
                    "act sending",
                    "courier",
                    d.act().company(),
                    d.act().account(),
                    d.act().id(),
                    d.detail(),
                    marked.get(d.act().id()),
                    Payloads.sha256(d.content())))
        .toList();
  }

  private List<Letter> departAgain(List<Act> acts) {
    Map<Long, Act> byId = acts.stream().collect(Collectors.toMap(Act::id, Function.identity()));
    List<Stored> stored = stores.outbox().stored(byId.keySet());
    Map<Long, Long> marked = new HashMap<>();
    commits.commit(
        () -> {
          marked.clear();
          marked.putAll(
              stores
                  .outbox()
                  .markResending(stored.stream().map(Stored::act).toList(), settings.lease()));
          return acts.stream().filter(a -> marked.containsKey(a.id())).map(this::again).toList();
        });
    Lease lease = lease(marked);
    return stored.stream()
        .filter(s -> marked.containsKey(s.act()))
        .map(s -> new Letter(byId.get(s.act()), s.to(), Mime.message(s.content()), lease))
        .toList();
  }

  private Lease lease(Map<Long, Long> marked) {
    return new Lease(stores.outbox(), stores.clock(), settings.lease(), marked.keySet());
  }

  private Entry again(Act act) {
    return Entry.ofAct(
        stores.clock().instant(),
        "act resending",
        "courier",
        act.company(),
        act.account(),
        act.id(),
        Map.of());
  }

  private LocalDate retainUntil() {
    return LocalDate.now(stores.clock().withZone(ZoneOffset.UTC)).plusYears(KEPT_YEARS);
  }

  /**
   * The letter in the body becomes the message that the smtp: endpoint sends as it is.
   *
   * @throws Undelivered without a letter to answer for, when another node has taken it over
   */
  public void handOver(Exchange exchange) {
    Letter letter = exchange.getMessage().getBody(Letter.class);
    if (!letter.lease().holds(letter.act().id())) {
      LOG.warn("Act {} does not leave here: another node answers for it now", letter.act().id());
      throw new Undelivered(new Receipt.Unknown("another node answers for it now"), null);
    }
    exchange.setProperty("letter", letter);
    exchange.getMessage().setBody(letter.message());
  }

  /** The relay took it. */
  public void accepted(Exchange exchange) {
    receipts.take(
        letter(exchange), new Receipt.Accepted(exchange.getProperty("receipt", "", String.class)));
  }

  /** The relay did not take it, or nobody knows. */
  public void refused(Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    if (letter(exchange) != null) {
      receipts.take(letter(exchange), receipt(cause));
    }
  }

  private static Receipt receipt(Throwable cause) {
    for (Throwable e = cause; e != null; e = e.getCause()) {
      if (e instanceof Undelivered undelivered) {
        return undelivered.receipt();
      }
    }
    return new Receipt.Unknown(String.valueOf(cause));
  }

  /** Returns when every answer so far is committed, whatever became of the rest of its lot. */
  public void settle() {
    receipts.flush();
  }

  private static @Nullable Letter letter(Exchange exchange) {
    return exchange.getProperty("letter", Letter.class);
  }
}
