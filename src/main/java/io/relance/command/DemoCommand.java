package io.relance.command;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.boot.Schedule;
import io.relance.demo.DemoHome;
import io.relance.demo.FrenchLedger;
import io.relance.demo.Mailbox;
import io.relance.demo.SimulatedOdoo;
import io.relance.store.JournalStore;
import io.relance.store.OutwardStore;
import io.relance.store.PlanStore;
import io.relance.store.SummaryStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The main job with nothing to install: a simulated Odoo, an embedded PostgreSQL, a local mailbox.
 */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Show the main job with nothing to install: a simulated Odoo with a French ledger, an embedded"
          + " PostgreSQL, a mailbox on this machine that keeps each mail as an .eml file.",
      "Run it again with --date to see levels climb."
    })
public final class DemoCommand extends HomeCommand {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Set<String> UNDER_WAY = Set.of("queued", "claimed", "sending", "failed");

  @Option(names = "--once", description = "run one cycle and stop")
  private boolean once;

  @Option(names = "--date", paramLabel = "YYYY-MM-DD", description = "the demo's today")
  private @Nullable LocalDate date;

  public DemoCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    DemoHome home = new DemoHome(homeOr(desk().installation().resolve("target/relance-demo")));
    Clock clock = clock();
    LocalDate today = LocalDate.now(clock.withZone(PARIS));
    home.refresh(desk().installation());
    LocalDate anchor = home.anchor(today);
    step("a simulated Odoo with a French ledger of " + anchor);
    try (Stop stop = new Stop();
        SimulatedOdoo odoo = SimulatedOdoo.start(19, clock);
        Mailbox mailbox = Mailbox.in(home.mails())) {
      FrenchLedger.fill(odoo, anchor);
      home.settings(odoo, mailbox);
      step("PostgreSQL");
      try (House house = House.open(Home.at(home.root()), clock, Map.of());
          Hub hub = Hub.start(house, "demo")) {
        cycle(hub, house, today);
        new DemoSummary(out(), new SummaryStore(house.database())).print(today);
        where(home, mailbox);
        stay(home, stop);
      }
    }
    return 0;
  }

  /** Ten in the morning in Paris on the demo's day, and running from there. */
  private Clock clock() {
    LocalDate day = date == null ? LocalDate.now(desk().clock().withZone(PARIS)) : date;
    ZonedDateTime morning = day.atTime(10, 0).atZone(PARIS);
    return Clock.offset(
        desk().clock(), Duration.between(desk().clock().instant(), morning.toInstant()));
  }

  private void cycle(Hub hub, House house, LocalDate today) throws InterruptedException {
    Schedule schedule = hub.bean("schedule", Schedule.class);
    step("reading the ledger out of Odoo");
    schedule.run("pull-demo", PATIENCE);
    arm(house);
    step("deciding who hears what");
    schedule.run("dunning", PATIENCE);
    step("sending, each act once");
    settle(new SummaryStore(house.database()), today);
  }

  private void arm(House house) {
    OutwardStore outward =
        new OutwardStore(house.database(), new JournalStore(house.database()), house.clock());
    for (PlanStore.Company company : new PlanStore(house.database()).companies()) {
      outward.set(company.id(), new OutwardStore.Outward(OutwardStore.Mode.ON, null), "demo");
    }
    house.remember();
  }

  /** Waits until no act and no write-back is under way. */
  private void settle(SummaryStore summary, LocalDate today) throws InterruptedException {
    long waited = 0;
    while (waited < PATIENCE.toMillis()
        && (summary.acts(today).stream().anyMatch(acts -> UNDER_WAY.contains(acts.state()))
            || summary.writebacksOpen() > 0)) {
      TimeUnit.MILLISECONDS.sleep(250);
      waited += 250;
    }
  }

  private void where(DemoHome home, Mailbox mailbox) {
    out().printf("%n%d mail(s) arrived; all of them: %s%n", mailbox.files().size(), home.mails());
    out()
        .printf(
            "Why somebody heard something, or not:  ./relance explain KEY --home %s%n",
            home.root());
    out().flush();
  }

  private void stay(DemoHome home, Stop stop) throws InterruptedException {
    if (once) {
      return;
    }
    out().printf("%nThe hub goes on; beside it try:  ./relance plan --home %s%n", home.root());
    out().println("Ctrl-C stops it.");
    out().flush();
    stop.await();
  }

  private void step(String what) {
    out().println("… " + what);
    out().flush();
  }
}
