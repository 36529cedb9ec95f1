package io.relance.policy;

import static io.relance.policy.Sample.account;
import static io.relance.policy.Sample.ask;
import static io.relance.policy.Sample.decide;
import static io.relance.policy.Sample.item;
import static io.relance.policy.Sample.ladder;
import static io.relance.policy.Sample.reached;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.policy.Decision.Outcome;
import io.relance.policy.Decision.Purpose;
import io.relance.policy.Decision.Step;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class LevelsTest {
  private static final Policy LADDER = ladder(-10, 3, 10, 30);
  private static final Policy JUMP =
      Sample.with(LADDER, Policy.Progress.JUMP, Policy.Unit.ACCOUNT, null);

  @Test
  void aLevelIsDueWhenTodayIsItsDaysAfterTheDueDate() {
    var account = account(item(7, "2026-06-20", "100.00"));
    assertThat(decide(LADDER, account, "2026-06-09").outcome()).isEqualTo(Outcome.WAIT);
    var coming = decide(LADDER, account, "2026-06-10");
    assertThat(coming.level()).isEqualTo(1);
    assertThat(coming.purpose()).isEqualTo(Purpose.COMING);
    assertThat(ask(coming).coming()).containsExactly(7L);
    assertThat(decide(LADDER, account, "2026-06-22").outcome()).isEqualTo(Outcome.WAIT);
    var friendly = decide(LADDER, account, "2026-06-23");
    assertThat(ask(friendly).steps()).containsExactly(new Step(7, 2, 0));
    assertThat(ask(friendly).overdue()).containsExactly(7L);
    assertThat(ask(friendly).amount()).isEqualTo("100.00");
  }

  @Test
  void aLevelBeforeTheDueDateIsUsableOnTheDueDayAndNotAfter() {
    var account = account(item(7, "2026-06-20", "100.00"));
    assertThat(decide(LADDER, account, "2026-06-20").level()).isEqualTo(1);
    var after = decide(LADDER, account, "2026-06-21");
    assertThat(after.reason()).isEqualTo(Reason.of(Reason.Code.NOT_YET, 2, "2026-06-23"));
    assertThat(after.until()).isEqualTo("2026-06-23");
  }

  @Test
  void firstSeenLateClimbsOneLevelAtATimeOrJumpsByAge() {
    var account = account(item(7, "2026-06-20", "100.00"));
    assertThat(decide(LADDER, account, "2026-07-30").level()).isEqualTo(2);
    assertThat(decide(JUMP, account, "2026-07-30").level()).isEqualTo(4);
    assertThat(decide(JUMP, account, "2026-07-05").level()).isEqualTo(3);
    assertThat(decide(JUMP, account, "2026-07-05").until()).isEqualTo("2026-07-20");
  }

  @Test
  void theHighestLevelOfAllLateItemsIsCarriedAndAllAreListed() {
    var old = reached(item(7, "2026-06-01", "100.00"), 4, "2026-07-01");
    var fresh = item(8, "2026-07-10", "50.00");
    var next = item(9, "2026-09-10", "25.00");
    var decision = decide(LADDER, account(old, fresh, next), "2026-07-13");
    assertThat(decision.level()).isEqualTo(4);
    assertThat(ask(decision).steps()).containsExactly(new Step(8, 2, 0));
    assertThat(ask(decision).overdue()).containsExactly(7L, 8L);
    assertThat(ask(decision).coming()).containsExactly(9L);
    assertThat(ask(decision).amount()).isEqualTo("150.00");
    assertThat(decision.items().get(0).reason())
        .isEqualTo(Reason.of(Reason.Code.LAST_LEVEL, 4, "2026-07-01"));
  }

  @Test
  void anOverdueActTakesTheRipeStepsBeforeTheDueDateWithIt() {
    var late = item(7, "2026-06-01", "100.00");
    var soon = item(8, "2026-06-20", "50.00");
    var ask = ask(decide(LADDER, account(late, soon), "2026-06-15"));
    assertThat(ask.steps()).containsExactly(new Step(7, 2, 0), new Step(8, 1, 0));
    assertThat(ask.amount()).isEqualTo("100.00");
    assertThat(ask.coming()).containsExactly(8L);
  }

  @Test
  void aLevelOnTheDueDayAsksForWhatFallsDue() {
    var ladder = ladder(0, 10);
    var account = account(item(7, "2026-06-20", "100.00"));
    assertThat(decide(ladder, account, "2026-06-19").until()).isEqualTo("2026-06-20");
    assertThat(ask(decide(ladder, account, "2026-06-20")).overdue()).containsExactly(7L);
  }

  @Test
  void theLastLevelIsRepeatedOnlyWhenThePolicySaysSo() {
    var said = account("2026-07-20", reached(item(7, "2026-06-20", "100.00"), 4, "2026-07-20"));
    var once = decide(LADDER, said, "2026-12-01");
    assertThat(once.reason().code()).isEqualTo(Reason.Code.LAST_LEVEL);
    assertThat(once.until()).isEqualTo(Decision.NEVER);
    var monthly = Sample.with(LADDER, Policy.Progress.CLIMB, Policy.Unit.ACCOUNT, 30);
    assertThat(decide(monthly, said, "2026-08-18").until()).isEqualTo("2026-08-19");
    assertThat(ask(decide(monthly, said, "2026-08-19")).steps()).containsExactly(new Step(7, 4, 1));
  }

  @Test
  void aDueDateMovedAfterALevelKeepsItAndMovesWhatIsToCome() {
    var moved = account("2026-06-30", reached(item(7, "2026-07-31", "100.00"), 3, "2026-06-30"));
    var quiet = decide(LADDER, moved, "2026-07-25");
    assertThat(quiet.reason())
        .isEqualTo(Reason.of(Reason.Code.REACHED, 3, "2026-06-30", 4, "2026-08-30"));
    assertThat(quiet.overdue()).isEqualTo("0.00");
    assertThat(decide(LADDER, moved, "2026-08-30").level()).isEqualTo(4);
  }

  @Test
  void aLevelReachedUnderALongerPolicyIsCapped() {
    var item = reached(item(7, "2026-06-01", "100.00"), 6, "2026-06-30");
    assertThat(decide(LADDER, account(item), "2026-12-01").reason().code())
        .isEqualTo(Reason.Code.LAST_LEVEL);
  }

  @Test
  void anItemPolicyMakesOneActPerItemAndNoneTwiceADay() {
    var perItem = Sample.with(LADDER, Policy.Progress.CLIMB, Policy.Unit.ITEM, null);
    var items = new Item[] {item(7, "2026-06-01", "100.00"), item(8, "2026-06-02", "50.00")};
    var both = decide(perItem, account(items), "2026-06-12");
    assertThat(both.acts()).extracting(Decision.Ask::item).containsExactly(7L, 8L);
    var first = reached(items[0], 2, "2026-06-12");
    var rest = decide(perItem, account("2026-06-12", first, items[1]), "2026-06-12");
    assertThat(rest.acts()).extracting(Decision.Ask::item).containsExactly(8L);
    assertThat(rest.until()).isEqualTo(LocalDate.parse("2026-06-13"));
  }
}
