package io.relance.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.boot.Schedule;
import io.relance.store.JournalStore;
import io.relance.store.OutwardStore;
import io.relance.store.PlanStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Reminders were sent and the ERP is still to be told of them: hubs in processes of their own are
 * killed while they tell it, each at the moment when the ERP has done as it was told and the hub
 * does not know it yet.
 */
public final class KilledWriteBack implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path home;
  private final HoldingProxy erp;
  private final House house;

  /**
   * @param home its source is reached through this proxy, and read by its route pull-NAME
   */
  public KilledWriteBack(Path home, HoldingProxy erp) {
    this.home = home;
    this.erp = erp;
    this.house = House.open(Home.at(home), Clock.systemUTC(), Map.of());
  }

  /** Reads, decides and sends; nothing is written back yet. Returns how many were sent. */
  public int remind(String pull) throws Exception {
    try (Hub hub = Hub.start(house, "reminder")) {
      assertThat(hub.refused()).isEmpty();
      hub.context().getRouteController().stopRoute("write-back");
      Schedule schedule = hub.bean("schedule", Schedule.class);
      schedule.run(pull, PATIENCE);
      OutwardStore outward =
          new OutwardStore(house.database(), new JournalStore(house.database()), house.clock());
      for (PlanStore.Company company : new PlanStore(house.database()).companies()) {
        outward.set(company.id(), new OutwardStore.Outward(OutwardStore.Mode.ON, null), "the test");
      }
      house.remember();
      schedule.run("dunning", PATIENCE);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  number(
                          "select count(*) from act where state in ('queued', 'claimed', 'sending') and opens_at is null")
                      == 0);
    }
    return number("select count(*) from act where state = 'sent'");
  }

  /** Starts a hub and kills it when the ERP has answered that request, and nobody has heard it. */
  public void killAfter(String request) throws InterruptedException {
    erp.hold(request);
    Process hub = HubProcess.start(home, "write-back");
    try {
      await().atMost(PATIENCE).until(erp::held);
    } finally {
      hub.destroyForcibly().waitFor();
    }
    assertThat(number("select count(*) from writeback where state = 'claimed'"))
        .as("write-backs that the dead hub had claimed")
        .isPositive();
    tenMinutesPass();
  }

  /** The dead hub's lease runs out. */
  private void tenMinutesPass() {
    house
        .database()
        .jdbc()
        .sql("update writeback set lease_until = now() where state = 'claimed'")
        .update();
  }

  /** A hub tells the rest, and is stopped when all is told. */
  public void finish() throws InterruptedException {
    Process hub = HubProcess.start(home, "write-back");
    try {
      await()
          .atMost(PATIENCE)
          .until(() -> number("select count(*) from writeback where state <> 'done'") == 0);
    } finally {
      hub.destroyForcibly().waitFor();
    }
    assertThat(new JournalStore(house.database()).verify()).isEmpty();
  }

  public int number(String sql) {
    return house.database().jdbc().sql(sql).query(Integer.class).single();
  }

  public List<String> column(String sql) {
    return house.database().jdbc().sql(sql).query(String.class).list();
  }

  @Override
  public void close() {
    house.close();
  }
}
