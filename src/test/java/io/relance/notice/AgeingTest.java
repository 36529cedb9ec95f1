package io.relance.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.notice.Dossier.Line;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AgeingTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  @Test
  void theEdgesOfTheBuckets() {
    Ageing ageing =
        Ageing.of(
            List.of(
                line(-1, "1"),
                line(0, "2"),
                line(1, "10"),
                line(30, "20"),
                line(31, "100"),
                line(60, "200"),
                line(61, "1000"),
                line(90, "2000"),
                line(91, "10000"),
                line(45, "-7")),
            TODAY);

    assertThat(ageing)
        .isEqualTo(
            new Ageing(
                amount("3"),
                amount("30"),
                amount("300"),
                amount("3000"),
                amount("10000"),
                amount("-7"),
                amount("13326")));
  }

  @Property
  void theBucketsAddUpToTheBalance(@ForAll List<@IntRange(min = -200, max = 200) Integer> items) {
    List<Line> lines = items.stream().map(i -> line(i, String.valueOf(i * 3 + 1))).toList();
    Ageing ageing = Ageing.of(lines, TODAY);
    assertThat(
            ageing
                .notDue()
                .add(ageing.to30())
                .add(ageing.to60())
                .add(ageing.to90())
                .add(ageing.over90())
                .add(ageing.credits()))
        .isEqualByComparingTo(ageing.balance());
  }

  private static Line line(int late, String open) {
    BigDecimal amount = amount(open);
    return new Line("N", null, null, TODAY.minusDays(late), amount, amount, null);
  }

  private static BigDecimal amount(String text) {
    return new BigDecimal(text);
  }
}
