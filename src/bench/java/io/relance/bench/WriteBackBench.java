package io.relance.bench;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.demo.DemoHome;
import io.relance.demo.DemoSource;
import io.relance.demo.FrenchLedger;
import io.relance.demo.Mailbox;
import io.relance.demo.SimulatedOdoo;
import io.relance.support.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A burst of notes to an Odoo that takes some time for each call, in lots and one by one, and how
 * long a marker that comes after the burst waits. Arguments: notes (5000), milliseconds a call
 * (90).
 */
public final class WriteBackBench {
  private WriteBackBench() {}

  public static void main(String[] args) throws Exception {
    int notes = args.length > 0 ? Integer.parseInt(args[0]) : 5_000;
    int millis = args.length > 1 ? Integer.parseInt(args[1]) : 90;
    measure("in lots", true, notes, millis);
    measure("one by one", false, notes / 50, millis);
    System.exit(0);
  }

  private static void measure(String how, boolean lots, int notes, int millis) throws Exception {
    Path folder = Files.createTempDirectory("write-back-bench");
    DemoHome home = new DemoHome(folder);
    try (SimulatedOdoo odoo = SimulatedOdoo.start(19, Clock.systemUTC());
        Mailbox mailbox = Mailbox.in(home.mails())) {
      FrenchLedger.fill(odoo, LocalDate.now(Clock.systemUTC()));
      odoo.takes(Duration.ofMillis(millis));
      home.refresh(Path.of("."));
      home.settings(mailbox, List.of(DemoSource.of(odoo)));
      Files.writeString(
          folder.resolve("application.properties"),
          "relance.db.url=%s\nrelance.db.user=postgres\nrelance.db.password=postgres\n"
              .formatted(TestDatabase.freshUrl()),
          StandardOpenOption.APPEND);
      if (!lots) {
        Files.delete(folder.resolve("connectors/odoo/odoo-notes.kamelet.yaml"));
      }
      try (House house = House.open(Home.at(folder), Clock.systemUTC(), Map.of());
          Hub hub = Hub.start(house, "bench")) {
        burst(house, hub, how, notes);
      }
    }
  }

  private static void burst(House house, Hub hub, String how, int notes) throws Exception {
    hub.context().getRouteController().stopRoute("write-back");
    run(
        house,
        "insert into company (source, key, name) values ('odoo', '1', 'Bench') on conflict do nothing");
    run(
        house,
        "insert into writeback (company_id, source, kind, key, target, data, next_attempt, created_at)"
            + " select min(id), 'odoo', 'note', 'bench-' || g, (1 + g % 100)::text,"
            + " '{\"level\":1,\"name\":\"Friendly\",\"channel\":\"email\",\"date\":\"2026-11-20\",\"times\":{\"email\":1}}', now(), now()"
            + " from company, generate_series(1, "
            + notes
            + ") g where source = 'odoo' group by g");
    long began = System.nanoTime();
    hub.context().getRouteController().startRoute("write-back");
    while (count(house, "kind = 'note' and state = 'done'") < notes / 4) {
      Thread.sleep(100);
    }
    run(
        house,
        "insert into writeback (company_id, source, kind, key, target, data, next_attempt, created_at)"
            + " select min(id), 'odoo', 'marker', 'bench-marker', '8', '{}', now(), now() from company where source = 'odoo'");
    long asked = System.nanoTime();
    while (count(house, "kind = 'marker' and state = 'done'") == 0) {
      Thread.sleep(20);
    }
    double waited = (System.nanoTime() - asked) / 1e9;
    while (count(house, "kind = 'note' and state = 'done'") < notes) {
      Thread.sleep(100);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "%d notes %s: %.1f s, %.0f/s; a marker behind them waited %.1f s%n",
        notes, how, seconds, notes / seconds, waited);
  }

  private static void run(House house, String sql) {
    house.database().jdbc().sql(sql).update();
  }

  private static int count(House house, String where) {
    return house
        .database()
        .jdbc()
        .sql("select count(*) from writeback where " + where)
        .query(Integer.class)
        .single();
  }
}
