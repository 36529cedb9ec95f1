package io.relance.command;

import io.relance.flow.Plan;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan as a person reads it. */
final class PlanText {
  /** More rows than this no person reads. */
  private static final int SHOWN = 200;

  private final PrintWriter out;
  private final Plan plan;

  PlanText(PrintWriter out, Plan plan) {
    this.out = out;
    this.plan = plan;
  }

  void print() {
    var name = plan.name().isEmpty() ? "" : plan.name() + ", ";
    out.printf("%n%s%s, %s%n", name, plan.company(), plan.day());
    out.printf("  outward switch: %s%n", outward());
    out.printf(
        "  %d account(s) with open items, %d message(s) would leave%n",
        plan.accounts(), plan.messages().size());
    levels();
    messages();
    totals();
    silent();
    unreachable();
  }

  private String outward() {
    return switch (plan.outward()) {
      case "off" -> "off: nothing leaves until it is armed; armed, it would be this";
      case "redirect" -> "redirect: a rehearsal, all of it goes to one address of yours";
      case "canary" -> "canary: of this, only the debtors named on the switch";
      default -> plan.outward();
    };
  }

  private void levels() {
    if (plan.levels().isEmpty()) {
      return;
    }
    out.println();
    var table = new Table("Policy", "Level", "When", "Which means on this day", "Messages");
    for (var rung : plan.levels()) {
      table.row(
          rung.policy(),
          rung.level() == 0 ? rung.name() : rung.level() + " " + rung.name(),
          rung.level() == 0 ? "up to " + rung.days() + " days after payment" : when(rung.days()),
          rung.level() == 0 ? "paid on " + rung.due() + " or after" : means(rung),
          rung.messages());
    }
    out.println(table);
  }

  private static String when(int days) {
    int count = Math.abs(days);
    var side = days < 0 ? " before the due date" : " late";
    return days == 0 ? "on the due day" : count + (count == 1 ? " day" : " days") + side;
  }

  private String means(Plan.Rung rung) {
    return rung.days() < 0
        ? "due from " + plan.day() + " to " + rung.due()
        : "due on " + rung.due() + " or before";
  }

  private void messages() {
    if (plan.messages().isEmpty()) {
      return;
    }
    out.println();
    var table =
        new Table("Level", "Debtor", "To", "Items", "Oldest due", "Days late", "Asks", "", "");
    for (var message : shown()) {
      table.row(
          message.levelName(),
          message.name() + " (" + message.debtor() + ")" + others(message),
          message.to().isEmpty() ? "nobody" : String.join(", ", message.to()),
          message.items().size(),
          message.oldest(),
          late(message),
          plain(message.asks()),
          message.currency(),
          leaves(message));
    }
    out.println(table);
    int more = plan.messages().size() - SHOWN;
    if (more > 0) {
      out.printf("  … and %d more; --json lists all of them%n", more);
    }
    why();
  }

  private String late(Plan.Message message) {
    return message.purpose().equals("paid")
        ? "paid"
        : String.valueOf(Math.max(0, ChronoUnit.DAYS.between(message.oldest(), plan.day())));
  }

  private static String leaves(Plan.Message message) {
    return Stream.of(message.approval() ? "after approval" : null, message.waits())
        .filter(Objects::nonNull)
        .collect(Collectors.joining("; "));
  }

  private static String others(Plan.Message message) {
    return message.others().isEmpty() ? "" : " with " + String.join(", ", message.others());
  }

  private void why() {
    out.println();
    for (var message : shown()) {
      out.printf(
          "  %s: %s; %s%n", message.name(), message.why(), String.join(", ", message.items()));
    }
  }

  private List<Plan.Message> shown() {
    return plan.messages().stream().limit(SHOWN).toList();
  }

  private void totals() {
    plan.totals()
        .forEach(
            (currency, total) ->
                out.printf(
                    "%n  Total %s: %d act(s), %d item(s), debit %s, credit %s, balance %s%n",
                    currency,
                    total.acts(),
                    total.items(),
                    plain(total.debit()),
                    plain(total.credit()),
                    plain(total.balance())));
  }

  private void silent() {
    if (!plan.silent().isEmpty()) {
      out.printf("%n  Nothing for %d account(s): %s%n", count(), reasons());
    }
  }

  private int count() {
    return plan.silent().values().stream().mapToInt(Integer::intValue).sum();
  }

  private String reasons() {
    return plan.silent().entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  private void unreachable() {
    List<Plan.Unreachable> lost = plan.unreachable();
    if (lost.isEmpty()) {
      return;
    }
    out.printf("%n  No usable address (correct the contact in the ERP):%n");
    for (var one : lost) {
      out.printf(
          "    %s (%s): %s overdue%n",
          one.name(), one.debtor(), money(one.overdue(), one.currency()));
    }
  }

  private static String money(BigDecimal amount, String currency) {
    return plain(amount) + " " + currency;
  }

  private static String plain(BigDecimal amount) {
    return String.format(Locale.ROOT, "%,." + Math.max(0, amount.scale()) + "f", amount)
        .replace(',', ' ');
  }
}
