package io.relance.command;

import io.relance.store.SummaryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job with nothing to install. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Show the main job with nothing to install: a simulated Odoo, Sage 100 and Axelor with"
          + " French ledgers, an embedded PostgreSQL, a mailbox, an SMS gateway and a print folder on"
          + " this machine that keep each message as a file. Two debtors are known to two of the ERPs"
          + " and get one message each.",
      "Run it again with --date to see levels climb."
    })
public final class DemoCommand extends HomeCommand {
  @Option(names = "--once", description = "run one cycle and stop")
  private boolean once;

  @Option(names = "--date", paramLabel = "YYYY-MM-DD", description = "the demo's today")
  private @Nullable LocalDate date;

  public DemoCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    Path home = homeOr(desk().installation().resolve("target/relance-demo"));
    try (Stop stop = new Stop();
        DemoStreet street = DemoStreet.open(home, desk().installation(), clock(), this::step)) {
      street.cycle();
      new DemoSummary(out(), street.summary(), street.parties()).print(street.today());
      out().println();
      arrived(street.mailbox().files().size(), "mail(s)", street.home().mails());
      arrived(street.gateways().texts().size(), "text message(s)", street.home().texts());
      arrived(letters(street), "letter(s) to print", street.home().letters());
      arrived(street.gateways().tasks().size(), "task(s) by webhook", street.home().tasks());
      out()
          .printf("Why somebody heard something, or not:  ./relance explain KEY --home %s%n", home);
      if (!once) {
        out().printf("%nThe hub goes on; beside it try:  ./relance plan --home %s%n", home);
        out().println("Ctrl-C stops it.");
        out().flush();
        stop.await();
      }
      out().flush();
    }
    return 0;
  }

  /** Ten in the morning in Paris on the demo's day, and running from there. */
  private Clock clock() {
    LocalDate day = date == null ? LocalDate.now(desk().clock().withZone(DemoStreet.PARIS)) : date;
    ZonedDateTime morning = day.atTime(10, 0).atZone(DemoStreet.PARIS);
    return Clock.offset(
        desk().clock(), Duration.between(desk().clock().instant(), morning.toInstant()));
  }

  private static long letters(DemoStreet street) {
    return street.summary().acts(street.today()).stream()
        .filter(acts -> acts.channel().equals("letter") && acts.state().equals("sent"))
        .mapToLong(SummaryStore.Acts::acts)
        .sum();
  }

  private void arrived(long some, String what, Path all) {
    if (some > 0) {
      out().printf("  %3d %-18s  all of them: %s%n", some, what, all);
    }
  }

  private void step(String what) {
    out().println("… " + what);
    out().flush();
  }
}
