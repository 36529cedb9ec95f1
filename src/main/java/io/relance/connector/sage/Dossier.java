package io.relance.connector.sage;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The small tables of one company.
 *
 * @param company canonical fields to their values; empty = not said
 * @param journals by code
 * @param modes payment modes by number
 * @param currencies ISO codes by number
 * @param years on which days its fiscal years begin
 */
record Dossier(
    Map<String, String> company,
    Map<String, JournalKind> journals,
    Map<Integer, String> modes,
    Map<Integer, String> currencies,
    NavigableSet<LocalDate> years,
    Access.Given given) {

  private static final Set<String> CODES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  /**
   * What this journal holds.
   *
   * @throws SourceTrouble when the company has no such journal
   */
  JournalKind journal(String code) {
    JournalKind kind = journals.get(code);
    if (kind == null) {
      throw trouble("a ledger line names the journal '" + code + "', which is not there");
    }
    return kind;
  }

  /**
   * The ISO code of that currency; 0 is the books' own.
   *
   * @throws SourceTrouble when nobody says what it is
   */
  String currency(int number) {
    String code = number == 0 ? given.currency() : given.currencies().get(number);
    code = code == null ? currencies.getOrDefault(number, "") : code;
    if (!CODES.contains(code)) {
      throw new SourceTrouble(
          Kind.MISCONFIGURED,
          "Sage 100: a ledger line is in currency %d, of which no ISO code is known (%s). What to do: set it in Sage, or currencies=%d=USD in the source; 0 is the source's currency."
              .formatted(number, code.isEmpty() ? "none" : code, number));
    }
    return code;
  }

  String mode(int number) {
    return modes.getOrDefault(number, "");
  }

  /** The company's name and registration, by which a copy of another company is noticed. */
  String identity() {
    return company.getOrDefault("name", "") + " " + company.getOrDefault("registration", "");
  }

  /** Whether amounts in that currency can be told. */
  boolean isKnown(int number) {
    String code = number == 0 ? given.currency() : given.currencies().get(number);
    return CODES.contains(code == null ? currencies.getOrDefault(number, "") : code);
  }

  /** By what the lines' own openings tell, where the company does not say its years. */
  NavigableSet<LocalDate> yearsOr(Iterable<Line> lines) {
    if (!years.isEmpty()) {
      return years;
    }
    NavigableSet<LocalDate> starts = new TreeSet<>();
    for (Line line : lines) {
      starts.add(
          line.opening() == Opening.NONE ? line.posting().date().withDayOfYear(1) : line.month());
    }
    return starts;
  }

  private static SourceTrouble trouble(String what) {
    return new SourceTrouble(
        Kind.DRIFT,
        "Sage 100: "
            + what
            + ". What to do: check that everything was exported, or that the login may SELECT it.");
  }
}
