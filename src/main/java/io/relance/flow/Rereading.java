package io.relance.flow;

import io.relance.connector.SourceTrouble;
import io.relance.ledger.Reread;
import io.relance.ledger.Source;
import io.relance.store.OutboxStore.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What kamelet:outbox calls before anything leaves: claimed rows become lots of one set of
 * companies, and each of these is read again into the ledger, in a transaction of its own. What
 * cannot be read again now waits.
 */
public final class Rereading {
  private static final Logger LOG = LoggerFactory.getLogger(Rereading.class);
  private static final Duration UNKNOWN_RESTS = Duration.ofMinutes(30);

  private final Receipts.Stores stores;
  private final Intake intake;
  private final Timing timing;
  private volatile boolean begun;

  public Rereading(Receipts.Stores stores, Intake intake, Timing timing) {
    this.stores = stores;
    this.intake = intake;
    this.timing = timing;
  }

  /**
   * All routes run: acts may be claimed. Not before: what a channel's route calls might not be
   * there, and Camel 4.17 hangs for good where a message makes a kamelet while a route is loaded.
   */
  public void begin() {
    begun = true;
  }

  /** May the channel in the header claim? Not while a person has stopped its route. */
  public boolean carries(Exchange exchange) {
    exchange.setProperty(Exchange.SCHEDULER_POLLED_MESSAGES, false);
    String route = "send-" + exchange.getMessage().getHeader("channel");
    ServiceStatus status = exchange.getContext().getRouteController().getRouteStatus(route);
    return begun && status != null && status.isStarted();
  }

  /** Was anything claimed? Then the next claim follows at once. */
  public boolean any(List<?> rows) {
    return !rows.isEmpty();
  }

  /**
   * The claimed rows (the body) in lots that are re-read and sent side by side; what may not leave
   * at this hour goes back before any ERP is asked.
   */
  public List<Lot> lots(List<Map<String, Object>> rows) {
    Set<Long> open = Set.copyOf(timing.open(rows.stream().map(Rereading::act).toList()));
    return filled(rows.stream().filter(row -> open.contains(act(row))).toList());
  }

  private static long act(Map<String, Object> row) {
    return ((Number) row.get("id")).longValue();
  }

  private List<Lot> filled(List<Map<String, Object>> rows) {
    List<Lot> lots = new ArrayList<>();
    Map<String, Lot> filling = new HashMap<>();
    for (Map<String, Object> row : rows) {
      String places = row.get("company_id") + "," + row.getOrDefault("others", null);
      Lot lot = filling.get(places);
      if (lot == null || lot.full()) {
        lot = lot(row);
        filling.put(places, lot);
        lots.add(lot);
      }
      lot.acts().add(act(row));
    }
    return lots;
  }

  private Lot lot(Map<String, Object> row) {
    Place own =
        new Place(
            ((Number) row.get("company_id")).longValue(),
            (String) row.get("source"),
            (String) row.get("company"));
    String others = (String) row.get("others");
    return Lot.of(
        own,
        others == null
            ? List.of()
            : stores.outbox().places(Arrays.stream(others.split(",")).map(Long::valueOf).toList()));
  }

  /** Opens the lot in the body: property {@code places} says how many companies are to be asked. */
  public void open(Exchange exchange) {
    Lot lot = exchange.getMessage().getBody(Lot.class);
    exchange.setProperty("lot", lot);
    exchange.setProperty("places", lot.places().size());
  }

  /** Turns to the next company of the lot: the body becomes the keys of its items. */
  public void ask(Exchange exchange) {
    Lot lot = lot(exchange);
    Place place = lot.places().get(exchange.getProperty(Exchange.LOOP_INDEX, 0, int.class));
    exchange.setProperty("place", place);
    exchange.setProperty("source", place.source());
    exchange.setProperty("company", place.company());
    exchange.setProperty("companyId", place.id());
    Source source = intake.source(place.source());
    List<String> keys = stores.outbox().itemKeys(lot.acts(), place.id());
    exchange.setProperty("connector", source.connector());
    exchange.setProperty("rereads", source.can(Source.Ability.RECHECK) && !keys.isEmpty());
    exchange.setProperty("known", intake.known(place.id()));
    exchange.setProperty("keys", keys);
    exchange.getMessage().setBody(keys);
  }

  /**
   * The recheck's answer (the body) goes into the ledger. Where nothing can be read again, the
   * claim saw to it that the last whole reading is young enough.
   */
  @SuppressWarnings("unchecked")
  public void take(Exchange exchange) {
    if (!exchange.getProperty("rereads", boolean.class)) {
      return;
    }
    Place place = exchange.getProperty("place", Place.class);
    List<String> keys = exchange.getProperty("keys", List.class);
    Map<String, Reread> found =
        intake.refresh(place.id(), keys, exchange.getMessage().getBody(Map.class));
    stores.alerts().clear("recheck", place.path());
    List<String> gone = keys.stream().filter(key -> isGone(found.get(key))).toList();
    if (!gone.isEmpty()) {
      await(lot(exchange), place, gone);
    }
  }

  private static boolean isGone(Reread reread) {
    return reread.found() == Reread.Found.GONE;
  }

  /**
   * An item that is not found by its key proves nothing: perhaps it was deleted, perhaps the user
   * lost a right. Its acts wait for the next reading, which comes with a proof.
   */
  private void await(Lot lot, Place place, List<String> gone) {
    List<Long> acts = stores.outbox().withItems(lot.acts(), place.id(), gone);
    String message =
        "not found by key just before sending: %s; the next whole reading settles it. Look whether the ERP's user lost rights"
            .formatted(String.join(", ", gone));
    stores.outbox().putBack(acts, message, stores.clock().instant().plus(UNKNOWN_RESTS));
    if (stores
        .alerts()
        .raise(Intake.NOT_FOUND, place.path(), acts.size() + " messages wait, items " + message)) {
      LOG.warn("{} messages of {} wait, items {}", acts.size(), place.path(), message);
    }
  }

  /**
   * A company of the lot cannot be read or believed now: its acts stay as they were before the
   * claim, no attempt is counted, a person is told which.
   */
  public void hold(Exchange exchange) {
    Lot lot = lot(exchange);
    Place place = exchange.getProperty("place", lot.places().get(0), Place.class);
    Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    String who = lot.places().size() == 1 ? "" : place.path() + ": ";
    int held =
        stores
            .outbox()
            .putBack(lot.acts(), who + message, stores.clock().instant().plus(wait(cause)))
            .size();
    if (stores
        .alerts()
        .raise(
            "recheck", place.path(), "messages wait, their items cannot be re-read: " + message)) {
      LOG.error("{} messages of {} wait: {}", held, place.path(), message, cause);
    }
  }

  private static Duration wait(Exception cause) {
    return cause instanceof SourceTrouble trouble
            && trouble.kind() != SourceTrouble.Kind.UNREACHABLE
        ? Duration.ofMinutes(30)
        : Duration.ofMinutes(2);
  }

  private static Lot lot(Exchange exchange) {
    return exchange.getProperty("lot", Lot.class);
  }
}
