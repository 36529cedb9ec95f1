package io.relance.flow;

import io.relance.connector.SourceTrouble;
import io.relance.journal.Entry;
import io.relance.ledger.Reread;
import io.relance.ledger.Source;
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
 * What routes/send-email.camel.yaml calls, step by step: claimed rows become lots of one company, a
 * lot is re-read and decided again, its bundles are committed as SENDING, each letter leaves, its
 * answer is committed.
 */
public final class Courier {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final int KEPT_YEARS = 10;
  private static final int LOT = 100;
  private static final Duration UNKNOWN_RESTS = Duration.ofMinutes(30);

  private final Receipts.Stores stores;
  private final Intake intake;
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
      Intake intake,
      Review review,
      Scribe scribe,
      WriteBack writeBack,
      Settings settings) {
    this.stores = stores;
    this.intake = intake;
    this.review = review;
    this.scribe = scribe;
    this.commits = new Commits(stores.database(), stores.journal());
    this.receipts = new Receipts(stores, commits, writeBack, settings.resendAfter());
    this.settings = settings;
    this.unwritten = new Unwritten(stores, settings.sharing());
  }

  /** Claimed acts of one company. */
  public record Lot(long companyId, String company, String source, List<Long> acts) {}

  /** The claimed rows (the body) by company, in lots that are re-read and sent side by side. */
  public List<Lot> lots(List<Map<String, Object>> rows) {
    List<Lot> lots = new ArrayList<>();
    Map<Long, Lot> filling = new HashMap<>();
    for (Map<String, Object> row : rows) {
      long company = ((Number) row.get("company_id")).longValue();
      Lot lot = filling.get(company);
      if (lot == null || lot.acts().size() == LOT) {
        lot = lot(company, row);
        filling.put(company, lot);
        lots.add(lot);
      }
      lot.acts().add(((Number) row.get("id")).longValue());
    }
    return lots;
  }

  private static Lot lot(long company, Map<String, Object> row) {
    return new Lot(
        company, (String) row.get("company"), (String) row.get("source"), new ArrayList<>());
  }

  /** Opens the lot in the body for the connector's recheck: the body becomes its item keys. */
  public void open(Exchange exchange) {
    Lot lot = exchange.getMessage().getBody(Lot.class);
    exchange.setProperty("lot", lot);
    exchange.setProperty("source", lot.source());
    exchange.setProperty("company", lot.company());
    exchange.setProperty("companyId", lot.companyId());
    Source source = intake.source(lot.source());
    exchange.setProperty("connector", source.connector());
    exchange.setProperty("rereads", source.can(Source.Ability.RECHECK));
    exchange.setProperty("known", intake.known(lot.companyId()));
    List<String> keys = stores.outbox().itemKeys(lot.acts());
    exchange.setProperty("keys", keys);
    exchange.getMessage().setBody(keys);
  }

  /**
   * The recheck's answer (the body) goes into the ledger; the body becomes what still leaves. Where
   * nothing can be read again, the claim saw to it that the last whole reading is young enough.
   */
  public List<Bundle> reread(Exchange exchange) {
    Lot lot = exchange.getProperty("lot", Lot.class);
    if (exchange.getProperty("rereads", boolean.class)) {
      refresh(exchange, lot);
    }
    return review.bundles(lot.companyId(), lot.acts());
  }

  @SuppressWarnings("unchecked")
  private void refresh(Exchange exchange, Lot lot) {
    List<String> keys = exchange.getProperty("keys", List.class);
    Map<String, Reread> found =
        intake.refresh(lot.companyId(), keys, exchange.getMessage().getBody(Map.class));
    stores.alerts().clear("recheck", lot.source() + "/" + lot.company());
    List<String> gone = keys.stream().filter(key -> isGone(found.get(key))).toList();
    if (!gone.isEmpty()) {
      await(lot, gone);
    }
  }

  private static boolean isGone(Reread reread) {
    return reread.found() == Reread.Found.GONE;
  }

  /**
   * An item that is not found by its key proves nothing: perhaps it was deleted, perhaps the user
   * lost a right. Its acts wait for the next reading, which comes with a proof.
   */
  private void await(Lot lot, List<String> gone) {
    List<Long> acts = stores.outbox().withItems(lot.acts(), gone);
    String message =
        "not found by key just before sending: %s; the next whole reading settles it. Look whether the ERP's user lost rights"
            .formatted(String.join(", ", gone));
    stores.outbox().putBack(acts, message, stores.clock().instant().plus(UNKNOWN_RESTS));
    String name = lot.source() + "/" + lot.company();
    if (stores
        .alerts()
        .raise(Intake.NOT_FOUND, name, acts.size() + " e-mails wait, items " + message)) {
      LOG.warn("{} e-mails of {} wait, items {}", acts.size(), name, message);
    }
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

  /**
   * The source cannot be read or believed now: its acts stay as they were before the claim, no
   * attempt is counted, a person is told.
   */
  public void hold(Exchange exchange) {
    Lot lot = exchange.getProperty("lot", Lot.class);
    Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    int held =
        stores
            .outbox()
            .putBack(lot.acts(), message, stores.clock().instant().plus(wait(cause)))
            .size();
    String name = lot.source() + "/" + lot.company();
    if (stores
        .alerts()
        .raise("recheck", name, "e-mails wait, their items cannot be re-read: " + message)) {
      LOG.error("{} e-mails of {} wait: {}", held, name, message, cause);
    }
  }

  private static Duration wait(Exception cause) {
    return cause instanceof SourceTrouble trouble
            && trouble.kind() != SourceTrouble.Kind.UNREACHABLE
        ? Duration.ofMinutes(30)
        : Duration.ofMinutes(2);
  }

  private static @Nullable Letter letter(Exchange exchange) {
    return exchange.getProperty("letter", Letter.class);
  }
}
