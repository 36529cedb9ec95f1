package io.relance.flow;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.connector.SourceTrouble;
import io.relance.ledger.Proof;
import io.relance.ledger.RecordType;
import io.relance.ledger.Reread;
import io.relance.ledger.Source;
import io.relance.ledger.SweepUnderWay;
import io.relance.store.AlertStore;
import io.relance.store.LedgerStore;
import io.relance.store.Merge;
import io.relance.store.OutwardStore;
import io.relance.store.OutwardStore.Outward;
import io.relance.store.Sweep;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the pull routes call: a company is opened, its pages come in, it is closed with its proof,
 * what is missing is looked up by key, and then all of it is settled at once, or nothing.
 */
public final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LOOKED_UP_AT_ONCE = 500;

  /** Kind of the alert of items not found just before sending; a whole reading ends it. */
  static final String NOT_FOUND = "not-found";

  private final LedgerStore ledger;
  private final OutwardStore outward;
  private final AlertStore alerts;
  private final Clock clock;
  private final Map<String, Source> sources;
  private final Map<Long, Sweep> open = new ConcurrentHashMap<>();

  public Intake(
      LedgerStore ledger,
      OutwardStore outward,
      AlertStore alerts,
      Clock clock,
      Collection<Source> sources) {
    this.ledger = ledger;
    this.outward = outward;
    this.alerts = alerts;
    this.clock = clock;
    this.sources = new ConcurrentHashMap<>();
    sources.forEach(source -> this.sources.put(source.name(), source));
  }

  /**
   * The ERP's keys of the companies of the exchange's {@code source}, without those that a person
   * paused; throws when there is no such source.
   */
  public List<String> companies(Exchange exchange) {
    Source source = source(exchange);
    List<String> paused = ledger.paused(source.name());
    paused.forEach(company -> LOG.info("{}/{} is paused, not read", source.name(), company));
    return source.companies().stream().filter(company -> !paused.contains(company)).toList();
  }

  /**
   * Opens a sweep or a delta for the company in the body and says so in the exchange's properties.
   *
   * @throws SweepUnderWay when another process has it
   */
  public void open(Exchange exchange) {
    Source source = source(exchange);
    String company = exchange.getMessage().getBody(String.class);
    exchange.setProperty("company", company);
    exchange.setProperty("connector", source.connector());
    Sweep sweep = ledger.open(source, company, clock.instant());
    Sweep.Opening opening = sweep.opening();
    open.put(opening.id(), sweep);
    exchange.setProperty("sweepId", opening.id());
    exchange.setProperty("companyId", opening.companyId());
    exchange.setProperty("mode", opening.mode().text());
    exchange.setProperty("cursor", opening.mode() == Sweep.Mode.SWEEP ? null : opening.cursor());
    exchange.setProperty("known", opening.cursor());
    exchange.setProperty("zone", opening.zone().getId());
    exchange.setProperty("today", LocalDate.now(clock.withZone(opening.zone())));
  }

  /** Stages the page in the body; header relanceType says of what. */
  public void page(Exchange exchange) {
    String name = exchange.getMessage().getHeader("relanceType", String.class);
    RecordType type =
        RecordType.find(name == null ? "" : name)
            .orElseThrow(() -> drift("a page of the unknown type '" + name + "'"));
    InputStream json = exchange.getMessage().getBody(InputStream.class);
    if (json == null) {
      throw drift("a page of " + name + " records without a body");
    }
    sweep(exchange).page(type, json);
  }

  /**
   * Takes the proof in the body (a Map) that the sweep is whole, or its word ({@code unchanged})
   * that there is nothing newer: then the exchange's property of that name is true.
   */
  public void close(Exchange exchange) {
    Map<?, ?> body = exchange.getMessage().getBody(Map.class);
    if (body == null) {
      throw drift("a sweep closed without a proof");
    }
    boolean unchanged = Boolean.parseBoolean(String.valueOf(body.get("unchanged")));
    exchange.setProperty("unchanged", unchanged);
    if (unchanged) {
      drop(sweep(exchange));
    } else {
      sweep(exchange).close(proof(body), clock.instant());
    }
  }

  private void drop(Sweep sweep) {
    open.remove(sweep.opening().id());
    try (sweep) {
      if (sweep.drop()) {
        alerts.clear("source", sweep.opening().company());
      }
    }
    LOG.debug("{}: nothing newer", sweep.opening().company());
  }

  private static Proof proof(Map<?, ?> body) {
    try {
      return Proof.of(body);
    } catch (IllegalArgumentException e) {
      throw drift("a sweep's proof: " + e.getMessage());
    }
  }

  /** Keys of what did not come with a whole sweep, in lots to be looked up. */
  public List<List<String>> missing(Exchange exchange) {
    List<String> keys = sweep(exchange).missing();
    List<List<String>> lots = new ArrayList<>();
    for (int i = 0; i < keys.size(); i += LOOKED_UP_AT_ONCE) {
      lots.add(List.copyOf(keys.subList(i, Math.min(i + LOOKED_UP_AT_ONCE, keys.size()))));
    }
    return lots;
  }

  /** Stages what a look-up by key found (a Map of record type to records). */
  public void looked(Exchange exchange) {
    Sweep sweep = sweep(exchange);
    answer(exchange.getMessage().getBody(Map.class)).forEach(sweep::page);
  }

  /** Merges the whole sweep into the ledger, in one transaction. */
  public void settle(Exchange exchange) {
    Sweep sweep = sweep(exchange);
    Merge.Outcome outcome = sweep.settle(clock.instant());
    open.remove(sweep.opening().id());
    sweep.close();
    alerts.clear("source", sweep.opening().company());
    alerts.clear(NOT_FOUND, sweep.opening().company());
    LOG.info(
        "{}: {} whole, {} items changed, {} gone",
        sweep.opening().company(),
        sweep.opening().mode().text(),
        outcome.changed(),
        outcome.retired());
  }

  /** What went wrong voids this company's sweep, is noted and alarmed; the next company goes on. */
  public void fail(Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    if (cause instanceof SweepUnderWay) {
      LOG.info("{}", cause.getMessage());
      return;
    }
    String source = exchange.getProperty("source", String.class);
    String company = exchange.getProperty("company", String.class);
    boolean older = is(cause, SourceTrouble.Kind.OLDER);
    boolean held = cause instanceof Sweep.Held || older && isWhole(exchange);
    String message =
        (cause.getMessage() == null ? cause.toString() : cause.getMessage())
            + (older ? remedy(held, exchange) : "");
    boolean doubted = held || older || is(cause, SourceTrouble.Kind.LIES);
    ledger.trouble(source, company, message, doubted, clock.instant());
    release(exchange, held ? "held" : "void", message);
    if (alerts.raise("source", source + "/" + company, message)) {
      LOG.error("{}/{} could not be read: {}", source, company, message);
    }
  }

  private static boolean is(Throwable cause, SourceTrouble.Kind kind) {
    return cause instanceof SourceTrouble trouble && trouble.kind() == kind;
  }

  private static boolean isWhole(Exchange exchange) {
    return Sweep.Mode.SWEEP.text().equals(exchange.getProperty("mode", String.class));
  }

  private static String remedy(boolean held, Exchange exchange) {
    return held
        ? " Nothing of sweep %d was settled. If it is right that it shows less: relance release %s/%s"
            .formatted(
                exchange.getProperty("sweepId", Long.class),
                exchange.getProperty("source"),
                exchange.getProperty("company"))
        : " The next whole sweep, within the hour, is held until a person releases it.";
  }

  private void release(Exchange exchange, String state, String message) {
    Long id = exchange.getProperty("sweepId", Long.class);
    Sweep sweep = id == null ? null : open.remove(id);
    if (sweep != null) {
      try (sweep) {
        if (sweep.stranger()) {
          outward.set(sweep.opening().companyId(), Outward.OFF, "hub");
        }
        sweep.end(state, clock.instant(), message);
      } catch (RuntimeException e) {
        LOG.warn("sweep {} is void with its lost connection: {}", id, e.getMessage());
      }
    }
  }

  /**
   * The connector's last cursor, by which a re-read tells an older copy; null = nothing is known.
   */
  @Nullable String known(long companyId) {
    return ledger.known(companyId);
  }

  /**
   * For the send route: applies what the recheck of these items found, in one transaction.
   *
   * @param answer the recheck action's answer: record type to records
   * @return per key asked for: the same, changed or gone, and what is open now
   * @throws SourceTrouble when it cannot be believed; the ledger is as it was
   */
  public Map<String, Reread> refresh(long companyId, Collection<String> keys, Map<?, ?> answer) {
    return ledger.refresh(companyId, keys, answer(answer), clock.instant());
  }

  private static Map<RecordType, InputStream> answer(Map<?, ?> body) {
    if (body == null) {
      throw drift("a recheck that answers nothing");
    }
    Map<RecordType, InputStream> records = new EnumMap<>(RecordType.class);
    body.forEach(
        (name, value) ->
            records.put(
                RecordType.find(name.toString())
                    .orElseThrow(
                        () -> drift("a recheck's answer of the unknown type '" + name + "'")),
                json(value)));
    return records;
  }

  private static InputStream json(Object records) {
    if (records instanceof InputStream stream) {
      return stream;
    }
    try {
      return new ByteArrayInputStream(
          records instanceof String text
              ? text.getBytes(StandardCharsets.UTF_8)
              : records instanceof byte[] bytes ? bytes : JSON.writeValueAsBytes(records));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Source source(Exchange exchange) {
    return source(exchange.getProperty("source", String.class));
  }

  /**
   * The source of that name.
   *
   * @throws SourceTrouble when the settings do not know it (any more)
   */
  Source source(@Nullable String name) {
    Source source = name == null ? null : sources.get(name);
    if (source == null) {
      throw new SourceTrouble(
          SourceTrouble.Kind.MISCONFIGURED,
          "no source '"
              + name
              + "'; the settings name "
              + sources.keySet()
              + ": set relance.source."
              + name
              + ".connector");
    }
    return source;
  }

  private Sweep sweep(Exchange exchange) {
    Long id = exchange.getProperty("sweepId", Long.class);
    Sweep sweep = id == null ? null : open.get(id);
    if (sweep == null) {
      throw drift("a page or close for the sweep " + id + ", which is not open");
    }
    return sweep;
  }

  private static SourceTrouble drift(String what) {
    return new SourceTrouble(SourceTrouble.Kind.DRIFT, "The connector sent " + what);
  }
}
