package io.relance.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.policy.Decision.Outcome;
import io.relance.policy.Decision.Purpose;
import io.relance.policy.Decision.Step;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** What holds for any account under any policy. */
class DecisionPropertyTest {

  @Provide
  Arbitrary<Anything> anything() {
    return Anything.any();
  }

  @Property(tries = 10_000)
  void nothingDiffersBeforeUntil(@ForAll("anything") Anything any) {
    var decision = any.decide(any.today());
    assertThat(decision.until()).isAfter(any.today());
    var horizon = any.today().plusDays(150);
    var end = decision.until().isBefore(horizon) ? decision.until() : horizon;
    for (var day = any.today().plusDays(1); day.isBefore(end); day = day.plusDays(1)) {
      var later = any.decide(day);
      assertThat(later).as("on %s", day).isEqualTo(decision);
      assertThat(later.digest()).isEqualTo(decision.digest());
    }
    tightness(any, decision);
  }

  /** Looking again too early is harmless but costs: it must stay the exception. */
  private static void tightness(Anything any, Decision decision) {
    if (!decision.until().equals(Decision.NEVER)) {
      boolean differs = any.decide(decision.until()).digest() != decision.digest();
      Statistics.label("until")
          .collect(differs ? "differs" : "same")
          .coverage(coverage -> coverage.check("differs").percentage(share -> share > 85));
    }
  }

  @Property(tries = 10_000)
  void digestsAreEqualExactlyWhenAnswersAre(
      @ForAll("anything") Anything any, @ForAll @IntRange(max = 30) int days) {
    var one = any.decide(any.today());
    var other = any.decide(any.today().plusDays(days));
    assertThat(one.digest() == other.digest()).isEqualTo(said(one).equals(said(other)));
  }

  /** All that a digest covers. */
  private static List<Object> said(Decision decision) {
    return List.of(
        decision.outcome(),
        decision.policy() == null ? "" : decision.policy(),
        decision.level(),
        decision.purpose(),
        decision.reason(),
        decision.overdue().stripTrailingZeros(),
        decision.credit().stripTrailingZeros(),
        decision.coming().stripTrailingZeros(),
        decision.items());
  }

  @Property(tries = 10_000)
  void everyOpenItemHasOneReason(@ForAll("anything") Anything any) {
    var decision = any.decide(any.today());
    assertThat(decision.items())
        .extracting(Decision.ItemDecision::item)
        .containsExactlyElementsOf(
            Stream.concat(
                    any.account().items().stream().map(Item::id),
                    decision.acts().stream().flatMap(ask -> ask.paid().stream()).map(Paid::item))
                .toList());
    assertThat(decision.reason().code().outcome()).isEqualTo(decision.outcome());
    assertThat(decision.acts().isEmpty()).isEqualTo(decision.outcome() != Outcome.CONTACT);
  }

  @Property(tries = 10_000)
  void whatIsAskedIsWhatIsListedLessCredits(@ForAll("anything") Anything any) {
    for (var ask : asking(any.decide(any.today()))) {
      var listed = ask.purpose() == Purpose.OVERDUE ? ask.overdue() : ask.coming();
      assertThat(ask.amount().add(ask.credit())).isEqualByComparingTo(debits(any, listed));
      assertThat(ask.amount()).isPositive();
      assertThat(ask.steps()).isNotEmpty();
      assertThat(listed).containsAll(stepped(any, ask));
    }
  }

  private static List<Decision.Ask> asking(Decision decision) {
    return decision.acts().stream().filter(ask -> ask.purpose() != Purpose.PAID).toList();
  }

  @Property(tries = 10_000)
  void whoIsThankedOwesNothingLateAndIsAskedForNothing(@ForAll("anything") Anything any) {
    var decision = any.decide(any.today());
    if (decision.purpose() == Purpose.PAID) {
      var ask = Sample.ask(decision);
      assertThat(ask.amount()).isZero();
      assertThat(ask.paid()).isNotEmpty().isSubsetOf(any.account().paid());
      assertThat(ask.steps()).extracting(Step::item).containsExactlyElementsOf(ask.listed());
      assertThat(any.account().items())
          .allMatch(item -> item.credit() || !item.due().isBefore(any.today()));
    }
  }

  private static BigDecimal debits(Anything any, List<Long> ids) {
    return ids.stream()
        .map(any::find)
        .filter(item -> !item.credit())
        .map(Item::open)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** New steps of the kind that the act asks for. */
  private static List<Long> stepped(Anything any, Decision.Ask ask) {
    return ask.steps().stream()
        .map(Step::item)
        .filter(id -> ask.purpose() == Purpose.COMING || !ask.coming().contains(id))
        .toList();
  }

  @Property(tries = 2_000)
  void noStepIsTakenTwiceAndNobodyIsWrittenToTwiceADay(
      @ForAll("anything") Anything any, @ForAll long seed) {
    var random = new Random(seed);
    var book = new Book(any.account());
    var taken = new HashSet<Step>();
    var day = any.today();
    for (int run = 0; run < 60; run++) {
      var decision = any.policies().decide(book.account(), day);
      for (var ask : decision.acts()) {
        assertThat(ask.steps()).as("on %s", day).allMatch(taken::add);
      }
      if (decision.outcome() == Outcome.CONTACT) {
        rested(decision, book.account().lastContact(), day);
        book.sent(decision, day);
      }
      day = day.plusDays(random.nextInt(4));
    }
  }

  private static void rested(Decision decision, LocalDate contact, LocalDate day) {
    var policy = decision.policy();
    if (contact != null && policy != null && policy.unit() == Policy.Unit.ACCOUNT) {
      int wait = policy.level(decision.level()).minimumWait();
      assertThat(day).isAfterOrEqualTo(contact.plusDays(wait));
    }
  }
}
