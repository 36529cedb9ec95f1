package io.relance.command;

import io.relance.flow.Parties;
import io.relance.store.SummaryStore;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** What one cycle did, in three tables a person can read. */
final class DemoSummary {
  private final PrintWriter out;
  private final SummaryStore summary;
  private final List<Parties> parties;

  DemoSummary(PrintWriter out, SummaryStore summary, List<Parties> parties) {
    this.out = out;
    this.summary = summary;
    this.parties = parties;
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
    merged();
    acts(today);
    reasons();
  }

  private void merged() {
    Table table = new Table("merged", "debtor", "name", "known by");
    int number = 0;
    for (Parties creditor : parties) {
      for (List<Parties.Member> party : creditor.merged()) {
        number++;
        for (Parties.Member member : party) {
          table.row(number, member.debtor(), member.name(), member.how() + " " + member.why());
        }
      }
    }
    if (!table.isEmpty()) {
      out.printf("%nWhom several ERPs know: one debtor, one message%n%n%s%n", table);
    }
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
