package io.relance.policy;

import static io.relance.policy.Sample.account;
import static io.relance.policy.Sample.ask;
import static io.relance.policy.Sample.decide;
import static io.relance.policy.Sample.item;
import static io.relance.policy.Sample.ladder;
import static io.relance.policy.Sample.level;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.policy.Decision.Outcome;
import io.relance.policy.Reason.Code;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReasonsTest {
  private static final Policy LADDER = ladder(-10, 3, 10, 30);

  private static Reason reason(Account account) {
    var decision = decide(LADDER, account, "2026-06-23");
    assertThat(decision.acts()).isEmpty();
    assertThat(decision.items()).hasSameSizeAs(account.items());
    return decision.reason();
  }

  @Test
  void aDebtorIsLeftAloneForHisOwnReasons() {
    var item = item(7, "2026-06-20", "100.00");
    assertThat(reason(debtor(null, true, false, null, true, item)).code())
        .isEqualTo(Code.DEBTOR_EXCLUDED);
    assertThat(reason(debtor(null, false, true, null, true, item)).code())
        .isEqualTo(Code.DEBTOR_DISPUTE);
    assertThat(reason(debtor(null, false, false, "2026-06-23", true, item)))
        .isEqualTo(Reason.of(Code.HOLD_UNTIL, "2026-06-23"));
    assertThat(reason(debtor("DIRECT DEBIT", false, false, null, true, item)))
        .isEqualTo(Reason.of(Code.PAYMENT_METHOD, "DIRECT DEBIT"));
    assertThat(reason(debtor(null, false, false, null, false, item)).code())
        .isEqualTo(Code.NO_ADDRESS);
  }

  @Test
  void aHoldEndsTheDayAfterItsDate() {
    var held = debtor(null, false, false, "2026-06-25", true, item(7, "2026-06-20", "100.00"));
    assertThat(decide(LADDER, held, "2026-06-24").until()).isEqualTo("2026-06-26");
    assertThat(decide(LADDER, held, "2026-06-26").outcome()).isEqualTo(Outcome.CONTACT);
  }

  @Test
  void aFigureThatDiffersMakesAnotherDigest() {
    var item = item(7, "2026-06-20", "100.00");
    var one = debtor(null, false, false, "2026-06-25", true, item);
    var other = debtor(null, false, false, "2026-06-26", true, item);
    assertThat(decide(LADDER, one, "2026-06-23").digest())
        .isNotEqualTo(decide(LADDER, other, "2026-06-23").digest());
  }

  @Test
  void nobodyIsMissedForHavingNoAddressBeforeSomethingIsDue() {
    var early = debtor(null, false, false, null, false, item(7, "2026-06-21", "100.00"));
    assertThat(decide(LADDER, early, "2026-06-22").reason().code()).isEqualTo(Code.NOT_YET);
  }

  @Test
  void anItemIsLeftAloneAndTheOthersAreAskedFor() {
    var due = LocalDate.parse("2026-06-20");
    var hundred = new BigDecimal("100.00");
    var disputed = new Item(1, due, hundred, null, true, false, false, null, null, 0, 0, null, 0);
    var unfollowed = new Item(2, due, hundred, null, false, true, false, null, null, 0, 0, null, 0);
    var paying = new Item(3, due, hundred, null, false, false, true, null, null, 0, 0, null, 0);
    var promised = LocalDate.parse("2026-06-23");
    var expected =
        new Item(4, due, hundred, null, false, false, false, promised, null, 0, 0, null, 0);
    var debited =
        new Item(5, due, hundred, "direct debit", false, false, false, null, null, 0, 0, null, 0);
    var plain = item(6, "2026-06-20", "100.00");
    var account = account(disputed, unfollowed, paying, expected, debited, plain);
    var decision = decide(LADDER, account, "2026-06-23");
    assertThat(decision.items())
        .extracting(item -> item.reason().code())
        .containsExactly(
            Code.DISPUTE,
            Code.NO_FOLLOWUP,
            Code.IN_PAYMENT,
            Code.EXPECTED,
            Code.PAYMENT_METHOD,
            Code.LEVEL);
    assertThat(ask(decision).overdue()).containsExactly(6L);
    assertThat(decision.overdue()).isEqualTo("100.00");
    assertThat(decision.until()).isEqualTo("2026-06-24");
    assertThat(decide(LADDER, account(disputed), "2026-06-23").outcome()).isEqualTo(Outcome.HELD);
  }

  @Test
  void creditsOnAccountAreTakenOffOrHoldTheAccount() {
    var late = item(7, "2026-06-20", "100.00");
    var some = decide(LADDER, account(late, item(8, "2026-01-01", "-30.00")), "2026-06-23");
    assertThat(ask(some).amount()).isEqualTo("70.00");
    assertThat(ask(some).overdue()).containsExactly(7L, 8L);
    assertThat(some.items().get(1).reason()).isEqualTo(Reason.of(Code.CREDIT, "30.00"));
    assertThat(reason(account(late, item(8, "2026-01-01", "-100.00"))))
        .isEqualTo(Reason.of(Code.CREDIT_COVERS, "100.00", "100.00"));
  }

  @Test
  void inAnItemPolicyCreditsCoverTheOldestFirst() {
    var perItem = Sample.with(LADDER, Policy.Progress.CLIMB, Policy.Unit.ITEM, null);
    var account =
        account(
            item(7, "2026-06-01", "100.00"),
            item(8, "2026-06-02", "80.00"),
            item(9, "2026-06-02", "-150.00"));
    var decision = decide(perItem, account, "2026-06-23");
    assertThat(ask(decision).item()).isEqualTo(8);
    assertThat(ask(decision).amount()).isEqualTo("30.00");
    assertThat(decision.items().get(0).reason().code()).isEqualTo(Code.CREDIT_COVERS);
  }

  @Test
  void theMinimumIsComparedWithWhatIsLeftAfterCredits() {
    var policy = Sample.policy(List.of(Sample.minimum(level(1, 3), "50.00")));
    var late = item(7, "2026-06-20", "100.00");
    assertThat(decide(policy, account(late, item(8, "2026-01-01", "-50.00")), "2026-06-23").level())
        .isEqualTo(1);
    var below = decide(policy, account(late, item(8, "2026-01-01", "-50.01")), "2026-06-23");
    assertThat(below.reason()).isEqualTo(Reason.of(Code.BELOW_MINIMUM, "49.99", "50.00", 1));
  }

  @Test
  void theWaitCountsFromTheLastContactWhateverItWas() {
    var policy = Sample.policy(List.of(level(1, 3, 5)));
    var account = account("2026-06-20", item(7, "2026-06-20", "100.00"));
    var waiting = decide(policy, account, "2026-06-24");
    assertThat(waiting.reason())
        .isEqualTo(Reason.of(Code.WAIT_CONTACT, "2026-06-20", 5, "2026-06-25"));
    assertThat(waiting.until()).isEqualTo("2026-06-25");
    assertThat(decide(policy, account, "2026-06-25").outcome()).isEqualTo(Outcome.CONTACT);
  }

  @Test
  void anActUnderWayHoldsBackAnother() {
    var due = LocalDate.parse("2026-06-20");
    var open = new BigDecimal("100.00");
    var planned = new Item(7, due, open, null, false, false, false, null, null, 0, 0, null, 2);
    var decision = decide(LADDER, account(planned, item(8, "2026-06-20", "5.00")), "2026-06-23");
    assertThat(decision.reason()).isEqualTo(Reason.of(Code.UNDER_WAY, 2));
    assertThat(decision.outcome()).isEqualTo(Outcome.WAIT);
  }

  @Test
  void thePolicyOfADebtorIsItsOwnElseTheFirstSegmentThatMatches() {
    var tagged =
        new Segment(
            Set.of(), Set.of(), Set.of(), Set.of(), Set.of("vip"), Set.of(), null, null, null);
    var large =
        new Segment(
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            null,
            new BigDecimal("150"),
            null);
    var policies =
        Policies.of(
            List.of(
                Sample.named(LADDER, "vip", 1, tagged), Sample.named(LADDER, "large", 2, large)));
    var account = account(item(7, "2026-06-01", "100.00"), item(8, "2026-06-20", "50.00"));
    var none = policies.decide(account, LocalDate.parse("2026-06-20"));
    assertThat(none.reason().code()).isEqualTo(Code.NO_POLICY);
    assertThat(none.until()).isEqualTo("2026-06-21");
    assertThat(policies.decide(account, none.until()).policy()).isEqualTo(policies.get("large"));
  }

  @Test
  void aNameThatNoPolicyHasHoldsTheDebtor() {
    var item = item(7, "2026-06-20", "100.00");
    var account =
        new Account(
            1,
            "a/1",
            "EUR",
            null,
            null,
            null,
            Set.of(),
            null,
            "vpi",
            null,
            false,
            false,
            null,
            Reach.byEmail(Reach.Who.ANYBODY),
            null,
            List.of(item));
    assertThat(reason(account)).isEqualTo(Reason.of(Code.UNKNOWN_POLICY, "vpi"));
  }

  private static Account debtor(
      String method, boolean excluded, boolean dispute, String hold, boolean reachable, Item item) {
    return new Account(
        1,
        "acme/1",
        "EUR",
        null,
        null,
        null,
        Set.of(),
        null,
        null,
        method,
        excluded,
        dispute,
        hold == null ? null : LocalDate.parse(hold),
        reachable ? Reach.byEmail(Reach.Who.ANYBODY) : Reach.NOBODY,
        null,
        List.of(item));
  }
}
