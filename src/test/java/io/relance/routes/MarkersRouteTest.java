package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.flow.WriteBack;
import io.relance.store.JournalStore;
import io.relance.store.WritebackStore;
import io.relance.support.Ladders;
import io.relance.support.Reminded;
import java.time.LocalDate;
import java.util.Map;
import org.apache.camel.spi.Registry;
import org.junit.jupiter.api.Test;

/** routes/markers.camel.yaml, as shipped. */
class MarkersRouteTest extends ShippedRoute {
  private final Reminded ledger = new Reminded(database);

  @Override
  protected String file() {
    return "markers";
  }

  @Override
  protected void bind(Registry registry) {
    registry.bind(
        "writeBack",
        new WriteBack(
            new WritebackStore(database, new JournalStore(database), clock()),
            Ladders.at(5, 10).list()));
  }

  @Test
  void marksWhoseDueDatePassedInTheNight() {
    LocalDate yesterday = LocalDate.now(clock()).minusDays(1);
    ledger.item(ledger.account("dupont"), "move/1", yesterday, 2);
    ledger.item(ledger.account("durand"), "move/2", yesterday.plusDays(5), 2);
    ledger.update("update item set policy = 'ladder'", Map.of());

    runNow();

    assertThat(column("select target || ' ' || (data::json->>'marker') from writeback"))
        .containsExactly("dupont R2");
  }
}
