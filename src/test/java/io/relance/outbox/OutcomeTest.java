package io.relance.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  private static final Instant NOW = Instant.parse("2026-07-07T08:00:00Z");

  private static Act act(int attempts, boolean resend) {
    return new Act(
        1,
        1,
        1,
        "courteous",
        "v1",
        2,
        "email",
        "overdue",
        "billing",
        "firm",
        0,
        LocalDate.of(2026, 7, 7),
        false,
        false,
        attempts,
        resend,
        Set.of(1L),
        Set.of(),
        ZoneId.of("Europe/Paris"),
        false);
  }

  private static Outcome of(Act act, Receipt receipt, String... to) {
    return Outcome.of(act, receipt, List.of(to), NOW, Duration.ofMinutes(10));
  }

  @Test
  void aDeferredActIsTriedLaterAndGivenUpInTheEnd() {
    Outcome first = of(act(0, false), new Receipt.Deferred("451 busy"), "a@x.fr");
    Outcome last = of(act(7, false), new Receipt.Deferred("451 busy"), "a@x.fr");

    assertThat(first.state()).isEqualTo(State.FAILED);
    assertThat(first.next()).isAfter(NOW);
    assertThat(last.state()).isEqualTo(State.DEAD);
    assertThat(last.cause()).contains("after 8 attempts").contains("451 busy");
  }

  @Test
  void aRelayThatIsDownCountsNoAttempt() {
    Outcome outcome = of(act(3, false), new Receipt.Down("refused"), "a@x.fr");

    assertThat(outcome.state()).isEqualTo(State.FAILED);
    assertThat(outcome.attempts()).isEqualTo(3);
  }

  @Test
  void aRefusedAddressIsBlockedAndTheOthersTried() {
    assertThat(of(act(0, false), new Receipt.Refused("a@x.fr", "550 5.1.1 unknown"), "a@x.fr"))
        .satisfies(o -> assertThat(o.state()).isEqualTo(State.DEAD))
        .satisfies(o -> assertThat(o.needsPerson()).isTrue())
        .satisfies(o -> assertThat(o.blocked()).isEqualTo("a@x.fr"));
    assertThat(
            of(
                    act(0, false),
                    new Receipt.Refused("a@x.fr", "550 5.1.1 unknown"),
                    "a@x.fr",
                    "b@x.fr")
                .state())
        .isEqualTo(State.FAILED);
    assertThat(
            of(act(0, false), new Receipt.Refused("a@x.fr", "550 5.7.1 spam"), "a@x.fr").blocked())
        .isEmpty();
  }

  @Test
  void anUncertainActIsSentAgainOnceOnly() {
    Outcome first = of(act(0, false), new Receipt.Unknown("no answer"), "a@x.fr");
    Outcome second = of(act(0, true), new Receipt.Unknown("no answer"), "a@x.fr");

    assertThat(first.state()).isEqualTo(State.UNCERTAIN);
    assertThat(first.needsPerson()).isFalse();
    assertThat(second.state()).isEqualTo(State.UNCERTAIN);
    assertThat(second.needsPerson()).isTrue();
  }

  @Test
  void aResendThatDidNotLeaveKeepsItsChanceAndARefusedOneIsNotDead() {
    assertThat(of(act(0, true), new Receipt.Deferred("451"), "a@x.fr"))
        .satisfies(o -> assertThat(o.state()).isEqualTo(State.UNCERTAIN))
        .satisfies(o -> assertThat(o.needsPerson()).isFalse());
    assertThat(of(act(0, true), new Receipt.Refused("a@x.fr", "550 5.1.1"), "a@x.fr"))
        .satisfies(o -> assertThat(o.state()).isEqualTo(State.UNCERTAIN))
        .satisfies(o -> assertThat(o.needsPerson()).isTrue());
  }
}
