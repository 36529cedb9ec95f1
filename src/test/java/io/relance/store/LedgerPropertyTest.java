package io.relance.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.support.Feeding;
import io.relance.support.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;

/** Whatever the ERP's days look like: the ledger sums to the last sweep that was whole. */
class LedgerPropertyTest {
  private static final Map<String, Integer> CURRENCIES = Map.of("EUR", 2, "JPY", 0, "TND", 3);
  private final Database database = TestDatabase.fresh();
  private int companies;

  /** One item on one day; units = 0: it is not there any more. */
  record Line(int item, String currency, long units) {}

  @Property(tries = 25)
  void theLedgerSumsToTheLastWholeSweep(@ForAll("days") List<List<Line>> days) {
    Feeding erp = new Feeding(database, "c" + companies++);
    Map<String, Line> there = new HashMap<>();
    Map<String, BigDecimal> whole = Map.of();
    for (List<Line> day : days) {
      day.forEach(line -> happens(erp, there, line));
      whole = pulled(erp) ? sums(there) : whole;
      assertThat(ledger(erp)).isEqualTo(whole);
      erp.later(Duration.ofHours(25));
    }
  }

  private static void happens(Feeding erp, Map<String, Line> there, Line line) {
    String key = line.currency() + line.item();
    if (line.units() == 0) {
      erp.without(key);
      there.remove(key);
    } else {
      erp.item(
          key,
          "D" + (line.item() % 9 + 1),
          line.currency(),
          amount(line).toPlainString(),
          "2026-11-01");
      there.put(key, line);
    }
  }

  /** False when the sweep was held or not believed; the ledger must be as it was. */
  private static boolean pulled(Feeding erp) {
    try {
      erp.pull();
      return true;
    } catch (Sweep.Held | io.relance.connector.SourceTrouble e) {
      return false;
    }
  }

  private Map<String, BigDecimal> ledger(Feeding erp) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    database
        .jdbc()
        .sql(
            """
            select a.currency, sum(i.open) as total from item i join account a on a.id = i.account_id
             where i.company_id = :company and i.open <> 0 group by a.currency""")
        .param("company", erp.company())
        .query(
            row -> {
              sums.put(row.getString("currency"), row.getBigDecimal("total").stripTrailingZeros());
            });
    return sums;
  }

  private static Map<String, BigDecimal> sums(Map<String, Line> there) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    there.values().forEach(line -> sums.merge(line.currency(), amount(line), BigDecimal::add));
    sums.replaceAll((currency, sum) -> sum.stripTrailingZeros());
    return sums;
  }

  private static BigDecimal amount(Line line) {
    return BigDecimal.valueOf(line.units(), CURRENCIES.get(line.currency()));
  }

  @Provide
  Arbitrary<List<List<Line>>> days() {
    Arbitrary<Line> line =
        Combinators.combine(
                Arbitraries.integers().between(1, 12),
                Arbitraries.of(CURRENCIES.keySet().stream().sorted().toList()),
                Arbitraries.longs().between(-5_000, 1_000_000))
            .as((item, currency, units) -> new Line(item, currency, units % 6 == 0 ? 0 : units));
    return line.list().ofMinSize(1).ofMaxSize(12).list().ofMinSize(1).ofMaxSize(5);
  }

  @AfterProperty
  void close() {
    database.close();
  }
}
