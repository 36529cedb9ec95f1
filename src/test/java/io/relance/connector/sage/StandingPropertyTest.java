package io.relance.connector.sage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for any customer's ledger, after any years of Sage. jqwik prints the seed. */
class StandingPropertyTest {

  @Property(tries = 5_000)
  void whatIsOpenAddsUpToTheBalance(@ForAll long seed, @ForAll @IntRange(max = 60) int events) {
    GeneratedLedger ledger = new GeneratedLedger(seed).live(events);
    Standing standing = ledger.standing();
    assertThat(standing.doubts()).isEmpty();
    assertThat(open(standing)).isEqualTo(plain(ledger.balance()));
  }

  @Property(tries = 1_500)
  void noTwoLinesShareAKey(@ForAll long seed, @ForAll @IntRange(max = 60) int events) {
    Standing standing = new GeneratedLedger(seed).live(events).standing();
    assertThat(standing.items().stream().map(Standing.Item::key)).doesNotHaveDuplicates();
  }

  @Property(tries = 1_500)
  void anOpeningMadeAgainChangesNothing(@ForAll long seed, @ForAll @IntRange(max = 60) int events) {
    GeneratedLedger ledger = new GeneratedLedger(seed).live(events);
    List<String> before = described(ledger.standing());
    ledger.regenerate();
    assertThat(described(ledger.standing())).isEqualTo(before);
  }

  @Property(tries = 1_500)
  void theOrderOfTheLinesDoesNotMatter(@ForAll long seed, @ForAll @IntRange(max = 60) int events) {
    GeneratedLedger ledger = new GeneratedLedger(seed).live(events);
    List<Line> lines = ledger.lines();
    Collections.shuffle(lines, ledger.chance());
    assertThat(described(Standing.of("CARAT", lines, ledger.years())))
        .isEqualTo(described(ledger.standing()));
  }

  @Property(tries = 1_500)
  void anEntryKeepsItsKeyForGood(@ForAll long seed, @ForAll @IntRange(max = 25) int events) {
    GeneratedLedger ledger = new GeneratedLedger(seed).live(events);
    Map<Integer, Set<String>> before = ledger.keys(ledger.standing());
    Map<Integer, Set<String>> after = ledger.live(40).keys(ledger.standing());
    after.keySet().retainAll(before.keySet());
    after.forEach((entry, keys) -> assertThat(keys).containsAnyElementsOf(before.get(entry)));
  }

  @Property(tries = 1_000)
  void aLinePostedLateIntoAClosedYearHoldsTheCustomer(
      @ForAll long seed, @ForAll @IntRange(min = 30, max = 60) int events) {
    GeneratedLedger ledger = new GeneratedLedger(seed).live(events);
    Assume.that(ledger.isBroughtForward());
    boolean brought =
        ledger.lines().stream()
            .anyMatch(
                line ->
                    line.opening() != Opening.NONE
                        && line.posting().account().equals("4110000")
                        && line.posting().date().equals(ledger.years().last()));
    Assume.that(brought);
    ledger.postLate();
    assertThat(ledger.standing().doubts()).isNotEmpty();
  }

  private static Map<String, String> open(Standing standing) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    standing
        .items()
        .forEach(item -> sums.merge(item.line().value().currency(), item.open(), BigDecimal::add));
    return plain(sums);
  }

  private static Map<String, String> plain(Map<String, BigDecimal> sums) {
    return sums.entrySet().stream()
        .filter(sum -> sum.getValue().signum() != 0)
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, sum -> sum.getValue().stripTrailingZeros().toPlainString()));
  }

  private static List<String> described(Standing standing) {
    return standing.items().stream()
        .map(item -> item.key() + " " + item.issued() + " " + item.open().toPlainString())
        .sorted()
        .toList();
  }
}
