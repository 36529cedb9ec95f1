package io.relance.connector.file;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a file proves of itself.
 *
 * @param items open items in it
 * @param totals what they add up to by currency, counted apart from the records
 * @param facts what the next file is held against
 */
record Snapshot(long items, Map<String, BigDecimal> totals, Map<String, String> facts) {

  /** The body of direct:sweep-close for this file. */
  Map<String, Object> close(Arrival file, String sides, String identity) {
    Map<String, Object> close = new LinkedHashMap<>();
    close.put("cursor", Stamp.of(file, sides, facts).text());
    close.put("mark", file.asOf().toString());
    close.put("identity", identity);
    close.put("asOf", file.asOf().toString());
    close.put("items", items);
    Map<String, String> sums = new LinkedHashMap<>();
    totals.forEach((currency, total) -> sums.put(currency, total.toPlainString()));
    close.put("totals", sums);
    return close;
  }
}
