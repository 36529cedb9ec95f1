package io.relance.flow;

import io.relance.journal.Entry;
import io.relance.outbox.Act;
import io.relance.outbox.Channel;
import io.relance.outbox.Departure;
import io.relance.outbox.Receipt;
import io.relance.outbox.Sharing;
import io.relance.outbox.Undelivered;
import io.relance.store.OutboxStore.Stored;
import io.relance.store.Payloads;
import io.relance.store.StoreTrouble;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What kamelet:outbox calls once a lot was read again, step by step: it is decided again, its
 * bundles are committed as SENDING, each message leaves, its answer is committed.
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
  private final Commits.Batch<Leaving<Departure>> sending = this::markSending;
  private final Commits.Batch<Leaving<Act>> resending = this::markResending;

  /**
   * How it works.
   *
   * @param lease how long a node answers for a bundle it is sending
   * @param resendAfter how long an uncertain message rests before it is sent again
   * @param sharing which addresses may be several debtors', or the creditor's
   * @param channels by name
   * @param connectors source name to connector folder
   */
  public record Settings(
      Duration lease,
      Duration resendAfter,
      Sharing sharing,
      Map<String, Channel> channels,
      Map<String, String> connectors) {}

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
    this.receipts =
        new Receipts(stores, commits, writeBack, settings.resendAfter(), settings.sharing());
    this.settings = settings;
    this.unwritten = new Unwritten(stores, settings.sharing(), settings.channels());
  }

  /**
   * Every company of the lot was read again: the body becomes what of it still leaves. What a
   * person must settle when it is in doubt leaves message by message: a killed node leaves those in
   * doubt that its threads had in hand, not whole bundles that wait behind them.
   */
  public List<Bundle> review(Exchange exchange) {
    return review.bundles(exchange.getProperty("lot", Lot.class)).stream()
        .flatMap(bundle -> bundle.cut(settings.channels()).stream())
        .toList();
  }

  /**
   * Writes the bundle in the body and commits it as SENDING with its payloads; the body becomes the
   * messages that may leave. An act that cannot be written dies alone, with its cause.
   *
   * @throws StoreTrouble when the database cannot be read now: no act's fault, all wait
   */
  public List<Sealed> seal(Bundle bundle) {
    List<Departure> departures = new ArrayList<>();
    Map<Act, RuntimeException> failed = new LinkedHashMap<>();
    for (Draft draft : bundle.drafts()) {
      try {
        departures.add(scribe.write(draft));
      } catch (StoreTrouble e) {
        throw e;
      } catch (RuntimeException e) {
        failed.put(draft.act(), e);
      }
    }
    unwritten.bury(failed);
    return bundle.again().isEmpty()
        ? depart(departures, fallbacks(bundle))
        : departAgain(bundle.again());
  }

  private static Set<Long> fallbacks(Bundle bundle) {
    return bundle.drafts().stream()
        .filter(Draft::fallback)
        .map(draft -> draft.act().id())
        .collect(Collectors.toSet());
  }

  private List<Sealed> depart(List<Departure> departures, Set<Long> fallbacks) {
    if (departures.isEmpty()) {
      return List.of();
    }
    List<Leaving<Departure>> leaving = departures.stream().map(Leaving::new).toList();
    commits.commit(sending, leaving);
    List<Departure> marked = Leaving.marked(leaving);
    Lease lease = lease(marked.stream().map(d -> d.act().id()).toList());
    return marked.stream().map(d -> sealed(d, fallbacks.contains(d.act().id()), lease)).toList();
  }

  /** One statement for all who leave now; the journal is told of those that were still ours. */
  private List<Entry> markSending(List<Leaving<Departure>> leaving) {
    List<Departure> all = leaving.stream().map(Leaving::what).toList();
    Map<Long, Long> payloads = stores.outbox().markSending(all, settings.lease(), retainUntil());
    leaving.forEach(one -> one.mark(payloads.containsKey(one.what().act().id())));
    return Leaving.marked(leaving).stream()
        .map(d -> sending(d, payloads.get(d.act().id())))
        .toList();
  }

  private Entry sending(Departure d, Long payload) {
    return new Entry(
        stores.clock().instant(),
        "act sending",
        "courier",
        d.act().company(),
        d.act().account(),
        d.act().id(),
        d.detail(),
        payload,
        Payloads.sha256(d.content()));
  }

  private List<Sealed> departAgain(List<Act> acts) {
    Map<Long, Act> byId = acts.stream().collect(Collectors.toMap(Act::id, Function.identity()));
    List<Stored> stored = stores.outbox().stored(byId.keySet());
    List<Leaving<Act>> leaving =
        stored.stream().map(s -> new Leaving<>(byId.get(s.act()))).toList();
    commits.commit(resending, leaving);
    Set<Long> marked = Leaving.marked(leaving).stream().map(Act::id).collect(Collectors.toSet());
    Lease lease = lease(marked);
    return stored.stream()
        .filter(s -> marked.contains(s.act()))
        .map(s -> sealed(byId.get(s.act()), s, lease))
        .toList();
  }

  private List<Entry> markResending(List<Leaving<Act>> leaving) {
    List<Long> all = leaving.stream().map(one -> one.what().id()).toList();
    Map<Long, Long> payloads = stores.outbox().markResending(all, settings.lease());
    leaving.forEach(one -> one.mark(payloads.containsKey(one.what().id())));
    return Leaving.marked(leaving).stream().map(this::again).toList();
  }

  private Sealed sealed(Departure one, boolean fallback, Lease lease) {
    return new Sealed(
        one.act(),
        channel(one.act()),
        one.to(),
        one.type(),
        one.content(),
        one.facts(),
        fallback,
        lease);
  }

  private Sealed sealed(Act act, Stored stored, Lease lease) {
    return new Sealed(
        act,
        channel(act),
        stored.to(),
        stored.type(),
        stored.content(),
        stored.facts(),
        false,
        lease);
  }

  private Channel channel(Act act) {
    return settings.channels().get(act.channel());
  }

  private Lease lease(Collection<Long> marked) {
    return new Lease(stores.outbox(), stores.clock(), settings.lease(), marked);
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
   * The message in the body becomes what its channel's route gets; its facts become properties.
   *
   * @throws Undelivered without a message to answer for, when another node has taken it over
   */
  public void handOver(Exchange exchange) {
    Sealed sealed = exchange.getMessage().getBody(Sealed.class);
    if (!sealed.lease().holds(sealed.act().id())) {
      LOG.warn("Act {} does not leave here: another node answers for it now", sealed.act().id());
      throw new Undelivered(new Receipt.Unknown("another node answers for it now"), null);
    }
    exchange.setProperty("sealed", sealed);
    exchange.setProperty("act", sealed.act().id());
    exchange.setProperty("channel", sealed.channel().name());
    sealed.facts().forEach(exchange::setProperty);
    exchange.setProperty("connector", settings.connectors().get(sealed.facts().get("source")));
    exchange.getMessage().setBody(sealed.body());
  }

  /** The route ended well: the channel took it. */
  public void accepted(Exchange exchange) {
    receipts.take(
        sealed(exchange),
        new Receipt.Accepted(
            exchange.getProperty("receipt", "", String.class),
            exchange.getProperty("gatewayId", "", String.class)));
  }

  /** The channel did not take it, or nobody knows. */
  public void refused(Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    if (sealed(exchange) != null) {
      receipts.take(sealed(exchange), answer(exchange, cause));
    } else {
      LOG.error("A message was not handed over; it is uncertain once its lease ends", cause);
    }
  }

  /** What comes after the other side has answered says nothing about the message any more. */
  private static Receipt answer(Exchange exchange, Throwable cause) {
    Receipt receipt = Answer.of(cause);
    boolean answered =
        exchange.getProperty("receipt") != null || exchange.getProperty("gatewayId") != null;
    return answered && !(receipt instanceof Receipt.Unknown)
        ? new Receipt.Unknown("answered, then " + cause)
        : receipt;
  }

  /** Returns when every answer so far is committed, whatever became of the rest of its lot. */
  public void settle() {
    receipts.flush();
  }

  private static @Nullable Sealed sealed(Exchange exchange) {
    return exchange.getProperty("sealed", Sealed.class);
  }
}
