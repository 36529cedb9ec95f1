package io.relance.store;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;

/**
 * An account that a person's key means.
 *
 * @param who SOURCE/COMPANY/DEBTOR
 */
record Meant(long id, long company, String who, String name, String currency) {

  /**
   * Every account of the one debtor that the key means: the debtor's key or reference,
   * SOURCE/COMPANY/DEBTOR, an invoice number or an account id.
   *
   * @throws NoSuchElementException when it means nobody, or several
   */
  static List<Meant> get(Database database, String key) {
    List<Meant> meant =
        database.jdbc().sql(Sql.of("hold/accounts")).param("key", key).query(Meant.class).list();
    if (meant.isEmpty()) {
      throw new NoSuchElementException(
          "nothing is known by '%s': give a debtor's key, SOURCE/COMPANY/DEBTOR, an invoice number or an account id"
              .formatted(key));
    }
    List<String> debtors = meant.stream().map(Meant::who).distinct().toList();
    if (debtors.size() > 1) {
      throw new NoSuchElementException(
          "'%s' means several debtors: name one of %s".formatted(key, String.join(", ", debtors)));
    }
    return meant;
  }

  /** What has come of it: what holds it now, and what of that had held it before. */
  String told(List<Held> before, List<Held> now) {
    List<Held> mine = now.stream().filter(held -> held.account() == id).toList();
    String holds =
        mine.stream()
            .map(held -> (before.contains(held) ? "stays held " : "is held ") + held.lasts())
            .collect(Collectors.joining("; "));
    String then = mine.isEmpty() ? "is decided again at the next run" : holds;
    String end = mine.stream().anyMatch(before::contains) ? "; relance unhold %s ends it" : "";
    return "%s (%s), %s %s".formatted(name, who, currency, then + end.formatted(who));
  }
}
