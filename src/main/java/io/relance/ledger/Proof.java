package io.relance.ledger;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a connector says when it closes a sweep or a delta.
 *
 * @param cursor where the next delta starts; opaque
 * @param mark the highest thing that the ERP shows; one lower than before tells of an older backup
 * @param identity who the ERP says it is
 * @param clock the ERP's own now
 * @param items how many open items the ERP itself counts
 * @param totals currency to signed open sum; empty when the ERP offers none
 * @param asOf as of when it shows its data, such as the date of a file; null = as of the reading
 */
public record Proof(
    @Nullable String cursor,
    @Nullable String mark,
    @Nullable String identity,
    @Nullable Instant clock,
    @Nullable Long items,
    Map<String, BigDecimal> totals,
    @Nullable Instant asOf) {

  /** Of data as of the reading. */
  public Proof(
      @Nullable String cursor,
      @Nullable String mark,
      @Nullable String identity,
      @Nullable Instant clock,
      @Nullable Long items,
      Map<String, BigDecimal> totals) {
    this(cursor, mark, identity, clock, items, totals, null);
  }

  /**
   * Reads the body of direct:sweep-close.
   *
   * @throws IllegalArgumentException naming the entry that cannot be read
   */
  public static Proof of(Map<?, ?> body) {
    return new Proof(
        text(body, "cursor"),
        text(body, "mark"),
        text(body, "identity"),
        instant(body, "clock"),
        items(text(body, "items")),
        totals(body.get("totals")),
        instant(body, "asOf"));
  }

  private static @Nullable String text(Map<?, ?> body, String name) {
    Object value = body.get(name);
    return value == null ? null : value.toString();
  }

  private static @Nullable Instant instant(Map<?, ?> body, String name) {
    String text = text(body, name);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(name + " is no ISO instant: " + text, e);
    }
  }

  private static @Nullable Long items(@Nullable String text) {
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("items is no count: " + text, e);
    }
  }

  private static Map<String, BigDecimal> totals(@Nullable Object value) {
    Map<String, BigDecimal> totals = new TreeMap<>();
    if (value instanceof Map<?, ?> given) {
      given.forEach((currency, sum) -> totals.put(currency.toString(), total(currency, sum)));
    } else if (value != null) {
      throw new IllegalArgumentException("totals is no map of currency to sum: " + value);
    }
    return totals;
  }

  private static BigDecimal total(Object currency, Object sum) {
    int decimals =
        Amounts.decimals(currency.toString())
            .orElseThrow(() -> new IllegalArgumentException(currency + " is no currency"));
    return Amounts.read(String.valueOf(sum), decimals)
        .orElseThrow(() -> new IllegalArgumentException(sum + " is no sum in " + currency));
  }
}
