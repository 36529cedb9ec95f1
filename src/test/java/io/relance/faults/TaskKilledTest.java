package io.relance.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.boot.Rooms;
import io.relance.boot.Schedule;
import io.relance.demo.DemoHome;
import io.relance.demo.DemoSource;
import io.relance.demo.FrenchLedger;
import io.relance.demo.Mailbox;
import io.relance.demo.SimulatedOdoo;
import io.relance.flow.Settling.Fate;
import io.relance.store.JournalStore;
import io.relance.store.OutwardStore;
import io.relance.store.PlanStore;
import io.relance.store.UncertainStore.Doubt;
import io.relance.support.HoldingProxy;
import io.relance.support.HubProcess;
import io.relance.support.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of a hub when Odoo has made a task and the hub has not heard of it: each task is there
 * once, and a person says what became of the one that was in flight.
 */
class TaskKilledTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String EMAIL = "- {email: friendly, to: billing}";

  @TempDir Path folder;
  private House house;

  @Test
  void eachTaskIsThereOnceAndTheOneInFlightIsHeld() throws Exception {
    DemoHome home = new DemoHome(folder);
    try (SimulatedOdoo odoo = SimulatedOdoo.start(19, Clock.systemUTC());
        HoldingProxy proxy = new HoldingProxy(odoo.url());
        Mailbox mailbox = Mailbox.in(home.mails())) {
      FrenchLedger.fill(odoo, LocalDate.now(Clock.systemUTC()));
      home.refresh(Path.of("."));
      home.settings(mailbox, List.of(DemoSource.of(odoo)));
      calls(odoo, proxy);
      try (House opened = House.open(Home.at(folder), Clock.systemUTC(), Map.of())) {
        house = opened;
        plan();
        assertThat(activities(odoo)).isEmpty();

        proxy.hold("activity_schedule");
        killWhen(proxy);
        assertThat(activities(odoo)).as("made by Odoo, unknown to the hub").isNotEmpty();
        finish();
        check(odoo);
      }
    }
  }

  /** Friendly reminders come with a call; Odoo is reached through the proxy only. */
  private void calls(SimulatedOdoo odoo, HoldingProxy proxy) throws Exception {
    Path policy = folder.resolve("routes/policies/courteous.yaml");
    String call = EMAIL + "\n      - {phone: call, to: billing}";
    Files.writeString(policy, Files.readString(policy).replace(EMAIL, call));
    Path file = folder.resolve("application.properties");
    Files.writeString(file, Files.readString(file).replace(odoo.url(), proxy.url()));
    Files.writeString(
        file,
        "relance.db.url=%s\nrelance.db.user=postgres\nrelance.db.password=postgres\nrelance.outbox.lease.seconds=5\n"
            .formatted(TestDatabase.freshUrl()),
        StandardOpenOption.APPEND);
  }

  private void plan() throws Exception {
    try (Hub hub = Hub.start(house, "planner")) {
      assertThat(hub.refused()).isEmpty();
      hub.context().getRouteController().stopRoute("send-phone");
      Schedule schedule = hub.bean("schedule", Schedule.class);
      schedule.run("pull-odoo", PATIENCE);
      OutwardStore outward =
          new OutwardStore(house.database(), new JournalStore(house.database()), house.clock());
      for (PlanStore.Company company : new PlanStore(house.database()).companies()) {
        outward.set(company.id(), new OutwardStore.Outward(OutwardStore.Mode.ON, null), "the test");
      }
      house.remember();
      schedule.run("dunning", PATIENCE);
    }
    assertThat(calls("queued")).isGreaterThan(3);
  }

  private void killWhen(HoldingProxy proxy) throws InterruptedException {
    Process hub = HubProcess.start(folder, "task-killed");
    try {
      await().atMost(PATIENCE).until(proxy::held);
    } finally {
      hub.destroyForcibly().waitFor();
    }
    assertThat(calls("sending")).isPositive();
  }

  private void finish() throws InterruptedException {
    Process hub = HubProcess.start(folder, "task-killed");
    try {
      await().atMost(PATIENCE).until(() -> calls("queued', 'failed', 'claimed', 'sending") == 0);
    } finally {
      hub.destroyForcibly().waitFor();
    }
  }

  private void check(SimulatedOdoo odoo) {
    List<Doubt> held =
        Rooms.of(house).uncertain().stream().filter(one -> one.channel().equals("phone")).toList();
    assertThat(held).as("in flight, for a person").isNotEmpty();
    assertThat(held).allMatch(one -> one.againAt() == null);
    assertThat(activities(odoo)).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(all());
    assertThat(activities(odoo).size()).isGreaterThanOrEqualTo(calls("sent"));
    Rooms.of(house).settling().settle(held.get(0).act(), Fate.SENT, "Jeanne", "it is in Odoo");
    assertThat(calls("sent") + calls("uncertain")).isEqualTo(all());
    assertThat(new JournalStore(house.database()).verify()).isEmpty();
  }

  /** The mark of each, made of its act's key. */
  private static List<String> activities(SimulatedOdoo odoo) {
    return Stream.of("res.partner", "account.move")
        .flatMap(model -> odoo.ledger().rows("mail.activity", "res_model", model).stream())
        .map(task -> String.valueOf(task.get("summary")).replaceFirst(".* \\[relance", "[relance"))
        .toList();
  }

  private int all() {
    return number("select count(*) from act where channel = 'phone'");
  }

  private int calls(String states) {
    return number(
        "select count(*) from act where channel = 'phone' and state in ('" + states + "')");
  }

  private int number(String sql) {
    return house.database().jdbc().sql(sql).query(Integer.class).single();
  }
}
