package io.relance.policy;

import static io.relance.policy.Sample.account;
import static io.relance.policy.Sample.ask;
import static io.relance.policy.Sample.decide;
import static io.relance.policy.Sample.item;
import static io.relance.policy.Sample.ladder;
import static io.relance.policy.Sample.thanking;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.policy.Decision.Outcome;
import io.relance.policy.Decision.Purpose;
import io.relance.policy.Decision.Step;
import io.relance.policy.Reason.Code;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** 100.00 and 40.00 that were reminded of and paid on 20 June; thanks within ten days. */
class ThanksTest {
  private static final Policy THANKING = thanking(ladder(-10, 3, 10));
  private static final Paid ONE = paid(7, "100.00", "2026-06-20");
  private static final Paid OTHER = paid(8, "40.00", "2026-06-18");

  private static Paid paid(long item, String amount, String on) {
    var due = LocalDate.parse("2026-06-01");
    return new Paid(item, due, new BigDecimal(amount), LocalDate.parse(on), "test");
  }

  private static Account debtor(Item... items) {
    return account("2026-06-11", items).paid(List.of(ONE, OTHER));
  }

  private static Item as(Item item, boolean dispute, String expected, int stepTaken) {
    return new Item(
        item.id(),
        item.due(),
        item.open(),
        null,
        dispute,
        false,
        false,
        expected == null ? null : LocalDate.parse(expected),
        null,
        0,
        0,
        null,
        stepTaken);
  }

  private static Code reason(Account account, String day) {
    return decide(THANKING, account, day).reason().code();
  }

  @Test
  void whoPaidWhatHeWasRemindedOfIsThankedOnceForAllOfIt() {
    var decision = decide(THANKING, debtor(), "2026-06-21");
    assertThat(decision.outcome()).isEqualTo(Outcome.CONTACT);
    assertThat(decision.reason()).isEqualTo(Reason.of(Code.THANKS, 2, "140.00", 10, "2026-06-20"));
    assertThat(decision.policy()).isEqualTo(THANKING);
    var ask = ask(decision);
    assertThat(ask.purpose()).isEqualTo(Purpose.PAID);
    assertThat(ask.amount()).isZero();
    assertThat(ask.paid()).containsExactly(ONE, OTHER);
    assertThat(ask.listed()).containsExactly(7L, 8L);
    assertThat(ask.steps()).containsExactly(new Step(7, 0, 0), new Step(8, 0, 0));
    assertThat(decision.items())
        .extracting(Decision.ItemDecision::reason)
        .containsExactly(
            Reason.of(Code.THANKS, 1, "100.00", 10, "2026-06-20"),
            Reason.of(Code.THANKS, 1, "40.00", 10, "2026-06-18"));
    assertThat(decision.until()).as("the older payment gets too old").isEqualTo("2026-06-29");
  }

  @Test
  void aPolicyWithoutThanksSaysNothing() {
    var silent = decide(ladder(-10, 3, 10), debtor(), "2026-06-21");
    assertThat(silent.reason().code()).isEqualTo(Code.NOTHING_DUE);
    assertThat(Policies.of(List.of(ladder(3))).thanksSince(LocalDate.parse("2026-06-21")))
        .isEmpty();
    assertThat(Policies.of(List.of(THANKING)).thanksSince(LocalDate.parse("2026-06-21")))
        .contains(LocalDate.parse("2026-06-11"));
  }

  @Test
  void whoStillOwesSomethingLateIsNotThanked() {
    assertThat(reason(debtor(item(9, "2026-06-20", "5.00")), "2026-06-21"))
        .as("late, though nothing is said of it yet")
        .isEqualTo(Code.NOT_YET);
    var promised = as(item(9, "2026-06-20", "5.00"), false, "2026-07-01", 0);
    assertThat(reason(debtor(promised), "2026-06-21")).isEqualTo(Code.EXPECTED);
    var disputed = as(item(9, "2026-07-20", "5.00"), true, null, 0);
    assertThat(reason(debtor(disputed), "2026-06-21")).isEqualTo(Code.DISPUTE);
    var underWay = as(item(9, "2026-06-30", "5.00"), false, null, 1);
    assertThat(reason(debtor(underWay), "2026-06-21")).isEqualTo(Code.UNDER_WAY);
    assertThat(reason(debtor(item(9, "2026-06-21", "-5.00")), "2026-06-21"))
        .as("a credit is no debt")
        .isEqualTo(Code.THANKS);
  }

  @Test
  void whatIsStillToComeKeepsNoThanksBack() {
    var coming = debtor(item(9, "2026-07-20", "5.00"));
    var decision = decide(THANKING, coming, "2026-06-21");
    assertThat(decision.reason().code()).isEqualTo(Code.THANKS);
    assertThat(decision.items()).hasSize(3);
    assertThat(
            decide(THANKING, debtor(item(9, "2026-06-23", "5.00")), "2026-06-21").reason().code())
        .as("a notice before the due date goes first")
        .isEqualTo(Code.LEVEL);
  }

  @Test
  void whoIsHeldIsLeftAlone() {
    var since = LocalDate.parse("2026-06-19");
    var held = new Hold(Hold.Why.PERSON, since, LocalDate.parse("2026-06-25"), "will pay");
    assertThat(decide(THANKING, debtor().held(List.of(held)), "2026-06-21").outcome())
        .isEqualTo(Outcome.HELD);
    assertThat(decide(THANKING, debtor().held(List.of(held)), "2026-06-26").outcome())
        .isEqualTo(Outcome.CONTACT);
  }

  @Test
  void tooLateIsNoThanks() {
    assertThat(reason(debtor(), "2026-06-30")).isEqualTo(Code.THANKS);
    assertThat(ask(decide(THANKING, debtor(), "2026-06-30")).paid()).containsExactly(ONE);
    var late = decide(THANKING, debtor(), "2026-07-01");
    assertThat(late.reason().code()).isEqualTo(Code.NOTHING_DUE);
    assertThat(late.until()).isEqualTo(Decision.NEVER);
  }

  @Test
  void aPaymentThatBearsALaterDateIsThankedForOnThatDay() {
    var postdated = account().paid(List.of(paid(7, "100.00", "2026-06-25")));
    var waits = decide(THANKING, postdated, "2026-06-21");
    assertThat(waits.reason().code()).isEqualTo(Code.NOTHING_DUE);
    assertThat(waits.until()).isEqualTo("2026-06-25");
    assertThat(decide(THANKING, postdated, "2026-06-25").reason().code()).isEqualTo(Code.THANKS);
  }

  @Test
  void neverOnTheDayOfAnotherContactNorAboveThePolicysMost() {
    var today = account("2026-06-21").paid(List.of(ONE));
    var waits = decide(THANKING, today, "2026-06-21");
    assertThat(waits.reason().code()).isEqualTo(Code.NOTHING_DUE);
    assertThat(waits.until()).isEqualTo("2026-06-22");
    var calendar = new Calendar(Set.of(), false, java.util.Map.of(), new Calendar.Most(1, 15), 0);
    var most = thanking(Sample.with(ladder(3, 10), calendar));
    var reminded = debtor().contacted(List.of(LocalDate.parse("2026-06-11")));
    assertThat(decide(most, reminded, "2026-06-25").until()).isEqualTo("2026-06-26");
    assertThat(decide(most, reminded, "2026-06-26").outcome()).isEqualTo(Outcome.CONTACT);
  }

  @Test
  void whoCannotBeReachedIsNotHeldForIt() {
    var nobody =
        new Account(
            1,
            "acme/1",
            "EUR",
            null,
            null,
            null,
            Set.of(),
            null,
            null,
            null,
            false,
            false,
            null,
            Reach.NOBODY,
            null,
            List.of());
    assertThat(reason(nobody.paid(List.of(ONE)), "2026-06-21")).isEqualTo(Code.NOTHING_DUE);
  }

  @Test
  void thePolicyThatRemindedThanksWhicheverTheDebtorMatchesNow() {
    var large =
        new Segment(
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            null,
            new BigDecimal("50"),
            null);
    var reminding = thanking(Sample.named(ladder(3), "test", 1, large));
    var other = Sample.named(ladder(3), "small", 2, Segment.EVERYBODY);
    var today = LocalDate.parse("2026-06-21");
    for (var policies : List.of(List.of(reminding, other), List.of(reminding))) {
      var decision = Policies.of(policies).decide(debtor(), today);
      assertThat(decision.reason().code()).isEqualTo(Code.THANKS);
      assertThat(decision.policy()).isEqualTo(reminding);
    }
  }

  @Test
  void aPartyIsThankedAsOne() {
    var here = debtor();
    var there = account().paid(List.of(paid(9, "5.00", "2026-06-20")));
    var party = List.of(here, there);
    var merged = Policies.of(List.of(Sample.merged(THANKING)));
    var decision = merged.decide(here.among(party), LocalDate.parse("2026-06-21"));
    assertThat(ask(decision).listed()).containsExactly(7L, 8L, 9L);
    var late = account(item(10, "2026-06-01", "5.00"));
    assertThat(
            merged
                .decide(here.among(List.of(here, late)), LocalDate.parse("2026-06-21"))
                .reason()
                .code())
        .as("one of them owes")
        .isEqualTo(Code.LEVEL);
  }

  @Test
  void itIsToldInFigures() {
    var reason = Reason.of(Code.THANKS, 2, "1240.50", 10, "2026-06-20");
    var day = LocalDate.parse("2026-06-21");
    assertThat(Words.in(Locale.ENGLISH).of(reason, "EUR", day))
        .isEqualTo(
            "thanks: 2 items reminded of and paid, 1,240.50 EUR; last payment on 2026-06-20,"
                + " 1 day ago ≤ 10; nothing else is late");
    assertThat(Words.in(Locale.FRENCH).of(reason, "EUR", day).replace('\u202f', ' '))
        .isEqualTo(
            "remerciement : 2 échéances relancées et payées, 1 240,50 EUR ; dernier paiement le"
                + " 2026-06-20, il y a 1 jour ≤ 10 ; plus rien en retard");
  }
}
