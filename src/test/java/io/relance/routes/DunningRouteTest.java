package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.flow.Dunning;
import io.relance.flow.Limits;
import io.relance.policy.Policies;
import io.relance.store.JournalStore;
import io.relance.store.OutwardStore;
import io.relance.store.OutwardStore.Mode;
import io.relance.store.OutwardStore.Outward;
import io.relance.support.Feeding;
import io.relance.support.Ladders;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.apache.camel.spi.Registry;
import org.junit.jupiter.api.Test;

/** routes/dunning.camel.yaml, as shipped: a ledger in, decisions and acts out. */
class DunningRouteTest extends ShippedRoute {
  private final JournalStore journal = new JournalStore(database);
  private final Feeding acme = new Feeding(database, "1");

  @Override
  protected Clock clock() {
    return Clock.fixed(Feeding.NOON.plusSeconds(60), ZoneOffset.UTC);
  }

  @Override
  protected String file() {
    return "dunning";
  }

  @Override
  protected void bind(Registry registry) {
    Policies policies = Ladders.at(3, 10, 30);
    Limits limits = new Limits(Duration.ofHours(26), 3, 5, 5);
    registry.bind(
        "dunning", new Dunning(database, () -> policies, alerts, journal, limits, clock()));
  }

  @Test
  void decidesAndPlansOnceHoweverOftenItFires() {
    acme.item("1", "D1", "EUR", "100", "2026-11-01")
        .item("2", "D2", "EUR", "10", "2026-12-20")
        .pull();
    new OutwardStore(database, journal, clock())
        .set(acme.company(), new Outward(Mode.ON, null), "claire");

    runNow();
    runNow();

    assertThat(column("select outcome from decision order by account_id"))
        .containsExactly("contact", "wait");
    assertThat(column("select state || ' ' || asked from act")).containsExactly("queued 100.000");
    assertThat(column("select operator from run")).containsOnly("schedule");
  }
}
