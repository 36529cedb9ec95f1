package io.relance.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.policy.Level.Channel;
import io.relance.policy.Reach.Who;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReachTest {
  private static final Channel LETTER = new Channel("letter", Reaches.POST, "firm", "dunning");
  private static final Channel EMAIL =
      new Channel("email", Reaches.EMAIL, "firm", "dunning", LETTER, List.of());
  private static final Channel TASK = new Channel("task", Reaches.NOBODY, "call", "general");
  private static final Reach POST = new Reach(Who.NOBODY, Who.NOBODY, true);

  @Test
  void theFallbackTakesThePlaceOfWhatCannotArrive() {
    assertThat(Reach.byEmail(Who.ANYBODY).or(POST).through(EMAIL)).contains(EMAIL);
    assertThat(POST.through(EMAIL)).contains(LETTER);
    assertThat(Reach.NOBODY.through(EMAIL)).isEmpty();
  }

  @Test
  void whatStaysInsideSaysNothingToTheDebtor() {
    assertThat(Reach.NOBODY.by(level(EMAIL, TASK))).isFalse();
    assertThat(POST.by(level(EMAIL, TASK))).isTrue();
    assertThat(Reach.NOBODY.by(level(TASK))).as("a level that has nothing else").isTrue();
    assertThat(Reach.NOBODY.through(TASK)).contains(TASK);
  }

  @Test
  void theExecutivesAddressServesTheExecutiveOnly() {
    Channel executive = new Channel("sms", Reaches.MOBILE, "firm", "executive");
    Reach boss = Reach.of(4);

    assertThat(boss.mobile()).isEqualTo(Who.EXECUTIVE);
    assertThat(boss.through(executive)).isPresent();
    assertThat(boss.through(new Channel("sms", Reaches.MOBILE, "firm", "billing"))).isEmpty();
  }

  @Test
  void twoWhoseFallbackIsOneLetterBoxGetOneLetter() {
    Channel boss = new Channel("email", Reaches.EMAIL, "firm", "executive", LETTER, List.of());
    Channel letter = new Channel("letter", Reaches.POST, "other", "executive");

    assertThat(POST.ways(level(EMAIL, boss, TASK))).containsExactly(LETTER, TASK);
    assertThat(POST.ways(level(EMAIL, letter))).containsExactly(LETTER);
    assertThat(Reach.byEmail(Who.ANYBODY).ways(level(EMAIL, boss))).containsExactly(EMAIL, boss);
  }

  private static Level level(Channel... channels) {
    return new Level(1, "Firm", "R1", 5, 1, Map.of(), null, false, List.of(channels));
  }
}
