package io.relance.connector.file;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What opens a year (à-nouveaux). A detailed opening repeats each line that was open: what stands
 * before it is left out. An opening by balances says of nobody which invoice is owed: where the
 * lines before it are there it is left out, else it is shown and not reminded of.
 */
final class Openings {
  /** What stands where an opening by balances has no invoice number: "AN", "RAN 2026", "Report". */
  private static final Pattern NO_NUMBER =
      Pattern.compile(
          "(?i)(r?an|ano|anouv|a\\W?nouveaux?|reports?|ouverture|soldes?|bilan)[\\W\\d_]*");

  private final Map<String, Account> accounts = new HashMap<>();
  private final Map<String, String> holders = new HashMap<>();
  private final Set<String> shared = new HashSet<>();

  /** One customer account: its first line, and its newest opening with a number out of it. */
  private static final class Account {
    private LocalDate first;
    private @Nullable LocalDate opened;
    private String number = "";

    Account(LocalDate first) {
      this.first = first;
    }

    void open(LocalDate day, String numbered) {
      if (opened == null || day.isAfter(opened)) {
        opened = day;
        number = "";
      }
      if (day.equals(opened) && !numbered.isEmpty()) {
        number = numbered;
      }
    }
  }

  void look(FecLine line) {
    Account account = accounts.computeIfAbsent(line.account(), a -> new Account(line.booked()));
    account.first = line.booked().isBefore(account.first) ? line.booked() : account.first;
    if (line.opening()) {
      boolean numbered = isNumbered(line);
      account.open(line.booked(), numbered ? line.number() : "");
      String holder = holders.putIfAbsent(line.number(), line.account());
      if (holder != null && !holder.equals(line.account())) {
        shared.add(line.number());
      }
    }
  }

  private static boolean isNumbered(FecLine line) {
    return line.own() && !NO_NUMBER.matcher(line.number()).matches();
  }

  /** Is it an opening that says only how much, not what for? */
  boolean isBalance(FecLine line) {
    return line.opening() && (!isNumbered(line) || shared.contains(line.number()));
  }

  /** Does it count, or does an opening say it again? */
  boolean counts(FecLine line) {
    Account account = accounts.get(line.account());
    if (account == null || account.opened == null) {
      return true;
    }
    boolean detailed = !account.number.isEmpty() && !shared.contains(account.number);
    return detailed
        ? !line.booked().isBefore(account.opened)
        : !line.opening() || !account.first.isBefore(account.opened);
  }
}
