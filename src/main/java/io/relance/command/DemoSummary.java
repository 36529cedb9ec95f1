package io.relance.command;

import io.relance.store.SummaryStore;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.util.Locale;

/** What one cycle did, in three tables a person can read. */
final class DemoSummary {
  private final PrintWriter out;
  private final SummaryStore summary;

  DemoSummary(PrintWriter out, SummaryStore summary) {
    this.out = out;
    this.summary = summary;
  }

  void print(LocalDate today) {
    out.printf("%nWhat is owed on %s%n%n", today);
    Table ledger = new Table("company", "", "currency", "debtors", "items", "overdue", "open");
    for (SummaryStore.Ledger row : summary.ledger(today)) {
      ledger.row(
          row.company(),
          row.name(),
          row.currency(),
          row.debtors(),
          row.items(),
          money(row.overdue()),
          money(row.open()));
    }
    out.println(ledger);
    acts(today);
    reasons();
  }

  private void acts(LocalDate today) {
    Table acts = new Table("company", "policy", "level", "channel", "acts", "asked", "", "state");
    for (SummaryStore.Acts row : summary.acts(today)) {
      acts.row(
          row.company(),
          row.policy(),
          row.level() + " " + row.levelName(),
          row.channel(),
          row.acts(),
          money(row.asked()),
          row.currency(),
          row.state());
    }
    out.printf("%nWho heard what today%n%n%s%n", acts.isEmpty() ? "  nobody" : acts);
  }

  private void reasons() {
    Table reasons = new Table("accounts", "answer", "why");
    for (SummaryStore.Reasons row : summary.reasons()) {
      reasons.row(row.accounts(), row.outcome(), row.reason());
    }
    out.printf("%nWhy every account is where it is now%n%n%s%n", reasons);
  }

  private static String money(BigDecimal amount) {
    return new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(amount);
  }
}
