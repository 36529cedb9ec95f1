package io.relance.command;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.boot.Rooms;
import io.relance.boot.Schedule;
import io.relance.demo.DemoHome;
import io.relance.demo.DemoSource;
import io.relance.demo.FrenchAxelor;
import io.relance.demo.FrenchLedger;
import io.relance.demo.FrenchSage;
import io.relance.demo.Gateways;
import io.relance.demo.Mailbox;
import io.relance.demo.SimulatedAxelor;
import io.relance.demo.SimulatedOdoo;
import io.relance.demo.SimulatedSage100;
import io.relance.demo.SimulatedSage100.Version;
import io.relance.flow.Parties;
import io.relance.store.JournalStore;
import io.relance.store.OutwardStore;
import io.relance.store.PlanStore;
import io.relance.store.SummaryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The whole street on one machine: simulated ERPs at one end; a mailbox, gateways and a print
 * folder at the other.
 */
final class DemoStreet implements AutoCloseable {
  static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Set<String> UNDER_WAY = Set.of("queued", "claimed", "sending", "failed");

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Consumer<String> progress;
  private final DemoHome home;
  private final Clock clock;
  private final SimulatedOdoo odoo;
  private final List<DemoSource> sources;
  private final Mailbox mailbox;
  private final Gateways gateways;
  private final House house;
  private final Hub hub;

  private DemoStreet(DemoHome home, Clock clock, Consumer<String> progress) throws IOException {
    this.home = home;
    this.clock = clock;
    this.progress = progress;
    LocalDate anchor = home.anchor(today());
    progress.accept("simulated Odoo, Sage 100 and Axelor with French ledgers of " + anchor);
    this.odoo = keep(SimulatedOdoo.start(19, clock));
    FrenchLedger.fill(odoo, anchor);
    SimulatedSage100 sage = keep(SimulatedSage100.start(Version.RECENT, clock));
    FrenchSage.fill(sage, anchor);
    SimulatedAxelor axelor = keep(SimulatedAxelor.start(8, clock));
    FrenchAxelor.fill(axelor, anchor);
    this.sources = List.of(DemoSource.of(odoo), DemoSource.of(sage), DemoSource.of(axelor));
    this.mailbox = keep(Mailbox.in(home.mails()));
    this.gateways = keep(Gateways.in(home.texts(), home.tasks()));
    home.settings(
        mailbox,
        sources,
        gateways.settings(),
        "relance.merge.equipement=odoo/1,axelor/1",
        "relance.merge.services=odoo/2,sage/1");
    progress.accept("PostgreSQL");
    this.house = keep(House.open(Home.at(home.root()), clock, Map.of()));
    this.hub = keep(Hub.start(house, "demo"));
  }

  /** Makes or refreshes the demo's home and starts everything in it. */
  static DemoStreet open(Path root, Path installation, Clock clock, Consumer<String> progress)
      throws IOException {
    DemoHome home = new DemoHome(root.toAbsolutePath().normalize());
    home.refresh(installation);
    return new DemoStreet(home, clock, progress);
  }

  private <T extends AutoCloseable> T keep(T part) {
    opened.push(part);
    return part;
  }

  /** Reads, decides, sends; returns when nothing is under way any more. */
  void cycle() throws InterruptedException {
    Schedule schedule = hub.bean("schedule", Schedule.class);
    for (DemoSource source : sources) {
      progress.accept("reading the ledger out of " + source.connector());
      schedule.run("pull-" + source.name(), PATIENCE);
    }
    arm();
    progress.accept("deciding who hears what");
    schedule.run("dunning", PATIENCE);
    progress.accept("sending, each act once; noting it in the ERPs");
    settle();
    progress.accept("asking colleagues for the addresses that are missing");
    schedule.run("contacts", PATIENCE);
  }

  private void arm() {
    OutwardStore outward =
        new OutwardStore(house.database(), new JournalStore(house.database()), clock);
    for (PlanStore.Company company : new PlanStore(house.database()).companies()) {
      outward.set(company.id(), new OutwardStore.Outward(OutwardStore.Mode.ON, null), "the demo");
    }
    house.remember();
  }

  private void settle() throws InterruptedException {
    long waited = 0;
    while (waited < PATIENCE.toMillis() && underWay()) {
      TimeUnit.MILLISECONDS.sleep(200);
      waited += 200;
    }
  }

  private boolean underWay() {
    SummaryStore summary = summary();
    return summary.acts(today()).stream().anyMatch(acts -> UNDER_WAY.contains(acts.state()))
        || summary.writebacksOpen() > 0;
  }

  LocalDate today() {
    return LocalDate.now(clock.withZone(PARIS));
  }

  SummaryStore summary() {
    return new SummaryStore(house.database());
  }

  List<Parties> parties() {
    return Rooms.of(house).merging().list();
  }

  SimulatedOdoo odoo() {
    return odoo;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  Gateways gateways() {
    return gateways;
  }

  /** Where its messages are. */
  DemoHome home() {
    return home;
  }

  House house() {
    return house;
  }

  Hub hub() {
    return hub;
  }

  /** Stops the hub first, then what it talked to. */
  @Override
  public void close() {
    for (AutoCloseable part : opened) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException("could not stop " + part, e);
      }
    }
  }
}
