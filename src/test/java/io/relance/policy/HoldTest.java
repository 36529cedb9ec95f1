package io.relance.policy;

import static io.relance.policy.Sample.account;
import static io.relance.policy.Sample.decide;
import static io.relance.policy.Sample.item;
import static io.relance.policy.Sample.ladder;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.policy.Decision.Outcome;
import io.relance.policy.Hold.Why;
import io.relance.policy.Reason.Code;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An item of 100.00 that is three days late on 23 June, and holds of the hub's own. */
class HoldTest {
  private static final Policy LADDER = ladder(3, 10, 30);
  private static final LocalDate SINCE = LocalDate.parse("2026-06-21");

  private static Decision on(String day, Policy policy, Hold... holds) {
    return decide(policy, account(item(7, "2026-06-20", "100.00")).held(List.of(holds)), day);
  }

  private static Hold hold(Why why, @Nullable String until) {
    return new Hold(why, SINCE, until == null ? null : LocalDate.parse(until), "RE: F2 | urgent");
  }

  @Test
  void anAnswerHoldsUntilItIsEnded() {
    Decision held = on("2026-06-23", LADDER, hold(Why.REPLY, null));
    assertThat(held.reason()).isEqualTo(Reason.of(Code.HELD_REPLY, SINCE, "RE: F2 / urgent"));
    assertThat(held.outcome()).isEqualTo(Outcome.HELD);
    assertThat(held.until()).isEqualTo(Decision.NEVER);
    assertThat(held.items().get(0).reason()).isEqualTo(held.reason());
    assertThat(on("2026-06-23", LADDER).outcome()).isEqualTo(Outcome.CONTACT);
  }

  @Test
  void aPolicyMayGoOnAllTheSame() {
    Policy goesOn = Sample.with(LADDER, Policy.OnReply.GO_ON);
    assertThat(on("2026-06-23", goesOn, hold(Why.REPLY, null)).outcome())
        .isEqualTo(Outcome.CONTACT);
    assertThat(on("2026-06-23", goesOn, hold(Why.BOUNCE, null)).reason().code())
        .isEqualTo(Code.HELD_BOUNCE);
  }

  @Test
  void aPersonsHoldEndsTheDayAfterItsDate() {
    Hold until = hold(Why.PERSON, "2026-06-25");
    assertThat(on("2026-06-25", LADDER, until).reason())
        .isEqualTo(Reason.of(Code.HELD_PERSON, "2026-06-25", "RE: F2 / urgent"));
    assertThat(on("2026-06-25", LADDER, until).until()).isEqualTo("2026-06-26");
    assertThat(on("2026-06-26", LADDER, until).outcome()).isEqualTo(Outcome.CONTACT);
    assertThat(on("2026-06-26", LADDER, until, hold(Why.BOUNCE, null)).reason().code())
        .as("one that is over hides no other")
        .isEqualTo(Code.HELD_BOUNCE);
  }

  @Test
  void theyAreToldInWords() {
    Words en = Words.in(Locale.ENGLISH);
    Words fr = Words.in(Locale.FRENCH);
    Reason answer = hold(Why.REPLY, null).reason();
    assertThat(en.of(answer, "EUR", SINCE))
        .isEqualTo("held: answered on 2026-06-21 (\"RE: F2 / urgent\"), a person must answer");
    assertThat(fr.of(answer, "EUR", SINCE))
        .isEqualTo(
            "retenu : réponse du 2026-06-21 (« RE: F2 / urgent »), quelqu'un doit y répondre");
    assertThat(en.of(hold(Why.PERSON, null).reason(), "EUR", SINCE))
        .isEqualTo("held by a person: RE: F2 / urgent");
    assertThat(fr.of(hold(Why.PERSON, "2026-06-25").reason(), "EUR", SINCE))
        .isEqualTo("retenu par une personne jusqu'au 2026-06-25 inclus : RE: F2 / urgent");
    Reason promise = hold(Why.PROMISE, "2026-06-25").reason();
    assertThat(en.of(promise, "EUR", SINCE))
        .isEqualTo("held: payment promised until 2026-06-25 (RE: F2 / urgent)");
    assertThat(fr.of(promise, "EUR", SINCE))
        .isEqualTo("retenu : paiement promis jusqu'au 2026-06-25 (RE: F2 / urgent)");
  }
}
