package io.relance.outbox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When one address or number may stand for several debtors, or be the creditor's own.
 *
 * @param most so many debtors may name one address
 * @param allowed addresses that a person looked at: they are never held; in lower case
 */
public record Sharing(int most, Set<String> allowed) {

  /** The allowed ones as they stand in one setting, separated by commas. */
  public static Sharing of(int most, String allowed) {
    return new Sharing(
        most,
        Stream.concat(numbers(allowed), Address.in(emails(allowed)).good().stream())
            .map(address -> address.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * What of that setting is neither an e-mail address nor a mobile number, each with the reason.
   */
  public static List<String> unreadable(String allowed) {
    return Address.in(emails(allowed)).bad();
  }

  private static Stream<String> numbers(String allowed) {
    return Arrays.stream(allowed.split(","))
        .flatMap(one -> PhoneNumber.in(one, null).good().stream());
  }

  private static String emails(String allowed) {
    return Arrays.stream(allowed.split(","))
        .filter(one -> PhoneNumber.in(one, null).good().isEmpty())
        .collect(Collectors.joining(","));
  }

  boolean allows(String address) {
    return allowed.contains(address.toLowerCase(Locale.ROOT));
  }

  /** The same text for the same rule. */
  public String text() {
    return most + " " + String.join(",", new TreeSet<>(allowed));
  }
}
