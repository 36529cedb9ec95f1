package io.relance.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How far a reminder keeps from the invoice's own sending, and from other contacts. */
class DistanceTest {
  private static final Policy LADDER = with(Sample.ladder(-10, 3, 10), null, 3);

  private static Policy with(Policy policy, Calendar.@Nullable Most most, int afterIssue) {
    var calendar = new Calendar(EnumSet.allOf(DayOfWeek.class), false, Map.of(), most, afterIssue);
    return Sample.with(policy, calendar);
  }

  private static Item issued(String issued, String due) {
    return Sample.issued(Sample.item(1, due, "100"), issued);
  }

  private static Account contacted(Item item, String... newestFirst) {
    return Sample.account(newestFirst[0], item)
        .contacted(Stream.of(newestFirst).map(LocalDate::parse).toList());
  }

  @Test
  void aLevelBeforeTheDueDateWaitsForTheInvoiceToSettle() {
    var account = Sample.account(issued("2026-06-01", "2026-06-09"));
    var early = Sample.decide(LADDER, account, "2026-06-03");
    assertThat(early.reason())
        .isEqualTo(Reason.of(Reason.Code.JUST_ISSUED, "2026-06-01", 3, 1, "2026-06-04"));
    assertThat(early.outcome()).isEqualTo(Decision.Outcome.WAIT);
    assertThat(early.until()).isEqualTo("2026-06-04");
    assertThat(Sample.decide(LADDER, account, "2026-06-04").level()).isEqualTo(1);
  }

  @Test
  void oneThatWouldComeTooLateIsLeftOut() {
    var account = Sample.account(issued("2026-06-01", "2026-06-03"));
    var decision = Sample.decide(LADDER, account, "2026-06-02");
    assertThat(decision.reason()).isEqualTo(Reason.of(Reason.Code.NOT_YET, 2, "2026-06-06"));
  }

  @Test
  void anInvoiceIssuedLateIsNotRemindedOfAtOnce() {
    var account = Sample.account(issued("2026-06-20", "2026-06-01"));
    var decision = Sample.decide(LADDER, account, "2026-06-21");
    assertThat(decision.reason().code()).isEqualTo(Reason.Code.JUST_ISSUED);
    assertThat(decision.overdue()).as("it is late all the same").isEqualByComparingTo("100");
    assertThat(Sample.decide(LADDER, account, "2026-06-23").level()).isEqualTo(2);
  }

  @Test
  void itIsListedWhenAnotherItemCarriesALevel() {
    var old = Sample.item(2, "2026-06-01", "50");
    var account = Sample.account(issued("2026-06-20", "2026-06-10"), old);
    var ask = Sample.ask(Sample.decide(LADDER, account, "2026-06-21"));
    assertThat(ask.overdue()).containsExactly(1L, 2L);
    assertThat(ask.steps()).extracting(Decision.Step::item).containsExactly(2L);
  }

  @Test
  void noMoreThanSoManyDaysOfContactWithinSoManyDays() {
    var policy = with(Sample.ladder(3, 10), new Calendar.Most(2, 30), 0);
    var account =
        contacted(Sample.item(1, "2026-06-01", "100"), "2026-06-20", "2026-06-05", "2026-05-01");
    var decision = Sample.decide(policy, account, "2026-06-30");
    assertThat(decision.reason())
        .isEqualTo(Reason.of(Reason.Code.ENOUGH_CONTACTS, 2, "2026-06-05", 30, "2026-07-05"));
    assertThat(decision.outcome()).isEqualTo(Decision.Outcome.WAIT);
    assertThat(decision.until()).isEqualTo("2026-07-05");
    assertThat(Sample.decide(policy, account, "2026-07-05").level()).isEqualTo(1);
  }

  @Test
  void theWaitSinceTheLastContactComesFirst() {
    var policy = with(Sample.policy(List.of(Sample.level(1, 3, 40))), new Calendar.Most(1, 30), 0);
    var account = contacted(Sample.item(1, "2026-06-01", "100"), "2026-06-20");
    assertThat(Sample.decide(policy, account, "2026-06-30").reason().code())
        .isEqualTo(Reason.Code.WAIT_CONTACT);
  }

  @Test
  void todaysOwnBurstIsOneDayOfContact() {
    var burst = Sample.with(Sample.ladder(3), Policy.Progress.CLIMB, Policy.Unit.ITEM, null);
    var policy = with(burst, new Calendar.Most(1, 30), 0);
    var account = contacted(Sample.item(1, "2026-06-01", "100"), "2026-06-20");
    assertThat(Sample.decide(policy, account, "2026-06-20").level()).isEqualTo(1);
    var tomorrow = Sample.decide(policy, account, "2026-06-21");
    assertThat(tomorrow.reason().code()).isEqualTo(Reason.Code.ENOUGH_CONTACTS);
    assertThat(tomorrow.until()).isEqualTo("2026-07-20");
  }

  @Test
  void bothReadAloud() {
    var issued = Reason.of(Reason.Code.JUST_ISSUED, "2026-06-01", 3, 1, "2026-06-04");
    var enough = Reason.of(Reason.Code.ENOUGH_CONTACTS, 2, "2026-06-05", 30, "2026-07-05");
    var today = LocalDate.parse("2026-06-03");
    assertThat(Words.in(Locale.ENGLISH).of(issued, "EUR", today))
        .isEqualTo(
            "issued on 2026-06-01, nothing is said of it for 3 days: level 1 from 2026-06-04");
    assertThat(Words.in(Locale.FRENCH).of(issued, "EUR", today))
        .isEqualTo(
            "émise le 2026-06-01, rien n'en est dit pendant 3 jours : niveau 1 à partir du 2026-06-04");
    assertThat(Words.in(Locale.ENGLISH).of(enough, "EUR", today))
        .isEqualTo(
            "2 days of contact since 2026-06-05, the most within 30 days: possible from 2026-07-05");
    assertThat(Words.in(Locale.FRENCH).of(enough, "EUR", today))
        .isEqualTo(
            "2 jours de contact depuis le 2026-06-05, le maximum en 30 jours : possible à partir du"
                + " 2026-07-05");
  }
}
