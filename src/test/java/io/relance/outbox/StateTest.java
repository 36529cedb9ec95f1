package io.relance.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class StateTest {
  @Test
  void whatMayHaveLeftIsNeverQueuedAgain() {
    assertThat(State.values())
        .filteredOn(s -> s.mayBecome(State.QUEUED))
        .containsExactlyInAnyOrder(State.PLANNED, State.APPROVED, State.CLAIMED);
    assertThat(State.SENDING.mayBecome(State.CANCELLED)).isFalse();
    assertThat(State.UNCERTAIN.mayBecome(State.CLAIMED)).isTrue();
  }

  @Test
  void onlyAClaimedActIsSent() {
    assertThat(State.values())
        .filteredOn(s -> s.mayBecome(State.SENDING))
        .containsExactly(State.CLAIMED);
  }

  @Test
  void waitsLongerEachTimeAndGivesUp() {
    assertThat(Backoff.after(1).orElseThrow()).isLessThan(Backoff.after(2).orElseThrow());
    assertThat(Backoff.after(8)).isEmpty();
  }

  @Test
  void weekendsAreNoBusinessDays() {
    LocalDate tuesday = LocalDate.of(2026, 7, 7);
    assertThat(BusinessDays.before(tuesday, 1)).isEqualTo("2026-07-06");
    assertThat(BusinessDays.before(tuesday, 2)).isEqualTo("2026-07-03");
    assertThat(BusinessDays.before(tuesday, 0)).isEqualTo(tuesday);
  }
}
