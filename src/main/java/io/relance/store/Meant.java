package io.relance.store;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An account that a person's key means.
 *
 * @param who SOURCE/COMPANY/DEBTOR
 */
record Meant(long id, long company, String who, String name, String currency) {

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
