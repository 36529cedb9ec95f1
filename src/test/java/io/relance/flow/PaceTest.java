package io.relance.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static long millis(Pace pace, int messages) throws InterruptedException {
    long start = System.nanoTime();
    List<Thread> threads =
        IntStream.range(0, messages).mapToObj(i -> new Thread(pace::await)).toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    return (System.nanoTime() - start) / 1_000_000;
  }

  @Test
  void manyThreadsShareOnePace() throws InterruptedException {
    Pace pace = new Pace(1_200);

    assertThat(millis(pace, 9)).as("eight gaps of 50 ms").isGreaterThanOrEqualTo(400);
  }

  @Test
  void whoeverRestedSavesNothingUp() throws InterruptedException {
    Pace pace = new Pace(1_200);
    millis(pace, 1);
    millis(new Pace(600), 4);

    assertThat(millis(pace, 3))
        .as("300 ms later: at once, then two gaps")
        .isGreaterThanOrEqualTo(90);
  }

  @Test
  void withoutALimitNobodyWaits() throws InterruptedException {
    assertThat(millis(new Pace(0), 9)).isLessThan(1_000);
  }
}
