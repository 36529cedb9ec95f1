package io.relance.flow;

import io.relance.ledger.Source;
import io.relance.store.AlertStore;
import io.relance.store.DriftStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What routes/drift.camel.yaml calls: the markers that an ERP really carries, held against those
 * that it was told. It only reports; whoever changed one there had a reason, or another hub writes.
 */
public final class Drifting {
  private static final Logger LOG = LoggerFactory.getLogger(Drifting.class);
  private static final String KIND = "drift";
  private static final int NAMED = 5;

  private final DriftStore store;
  private final AlertStore alerts;
  private final List<Source> sources;

  /** Bound as {@code drifting}. */
  public Drifting(DriftStore store, AlertStore alerts, List<Source> sources) {
    this.store = store;
    this.alerts = alerts;
    this.sources = sources.stream().filter(source -> source.can(Source.Ability.MARKERS)).toList();
  }

  /** The sources that can be asked. */
  public List<Source> sources() {
    return sources;
  }

  /** Opens a source (the body). */
  public void open(Exchange exchange) {
    Source source = exchange.getMessage().getBody(Source.class);
    exchange.setProperty("source", source.name());
    exchange.setProperty("connector", source.connector());
    exchange.getMessage().setBody(null);
  }

  /** The connector answered: the body is debtor to marker. */
  public void compare(Exchange exchange) {
    String source = exchange.getProperty("source", String.class);
    Map<String, String> carried = new TreeMap<>();
    exchange
        .getMessage()
        .getBody(Map.class)
        .forEach((debtor, marker) -> carried.put(String.valueOf(debtor), String.valueOf(marker)));
    List<String> differing = store.compare(source, carried);
    if (differing.isEmpty()) {
      alerts.clear(KIND, source);
      return;
    }
    String some = String.join(", ", differing.subList(0, Math.min(NAMED, differing.size())));
    String message =
        "%d customers carry another marker in %s than here: %s%s; see relance drift"
            .formatted(differing.size(), source, some, differing.size() > NAMED ? " …" : "");
    if (alerts.raise(KIND, source, message)) {
      LOG.warn("{}", message);
    }
  }

  /** It could not be asked: nothing is known, the pull says what is wrong with the source. */
  public void failed(Exchange exchange) {
    Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    LOG.warn("Markers of {} not compared: {}", exchange.getProperty("source"), Cause.of(cause));
  }
}
