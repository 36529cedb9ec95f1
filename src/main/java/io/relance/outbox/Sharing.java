package io.relance.outbox;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * When one address may stand for several debtors, or be the creditor's own.
 *
 * @param most so many debtors may name one address
 * @param allowed addresses that a person looked at: they are never held; in lower case
 */
public record Sharing(int most, Set<String> allowed) {

  /** The allowed ones as they stand in one setting, separated by commas. */
  public static Sharing of(int most, String allowed) {
    return new Sharing(
        most,
        Address.in(allowed).good().stream()
            .map(address -> address.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()));
  }

  boolean allows(String address) {
    return allowed.contains(address.toLowerCase(Locale.ROOT));
  }

  /** The same text for the same rule. */
  public String text() {
    return most + " " + String.join(",", new TreeSet<>(allowed));
  }
}
