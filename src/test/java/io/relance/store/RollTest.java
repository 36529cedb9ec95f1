package io.relance.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RollTest {
  private static final UUID ONE = new UUID(1, 1);
  private static final UUID OTHER = new UUID(1, 2);

  @Property(tries = 200)
  void findsEachRowAndNoOther(@ForAll @Size(max = 300) Map<Long, Long> rows, @ForAll long other) {
    Roll roll = new Roll(rows.size());
    new TreeMap<>(rows).forEach((hash, id) -> roll.add(id, hash, new UUID(hash, id)));
    rows.forEach(
        (hash, id) -> {
          int row = roll.find(hash);
          assertThat(roll.id(row)).isEqualTo(id);
          assertThat(roll.is(row, new UUID(hash, id)) || hash == 0 && id == 0).isTrue();
        });
    assertThat(roll.find(other) >= 0).isEqualTo(rows.containsKey(other));
    assertThat(roll.size()).isEqualTo(rows.size());
  }

  @Test
  void aRowIsItsDigestUntilForgotten() {
    Roll roll = new Roll(1);
    roll.add(7, 70, ONE);
    assertThat(roll.is(0, ONE)).isTrue();
    assertThat(roll.is(0, OTHER)).isFalse();
    roll.forget(0);
    assertThat(roll.is(0, ONE)).isFalse();
    assertThat(roll.find(70)).isZero();
  }

  @Test
  void rowsThatShareAHashAreNobodys() {
    Roll roll = new Roll(2);
    roll.add(7, 70, ONE);
    roll.add(8, 70, OTHER);
    int row = roll.find(70);
    assertThat(roll.is(row, ONE) || roll.is(row, OTHER)).isFalse();
    assertThat(roll.id(0)).isEqualTo(7);
    assertThat(roll.id(1)).isEqualTo(8);
  }

  @Test
  void keysThatDifferByOneCharacterHaveTheirOwnHashes() {
    assertThat(
            java.util.stream.IntStream.range(0, 100_000)
                .mapToObj(n -> Roll.hash("account.move.line/" + n))
                .distinct())
        .hasSize(100_000);
  }
}
