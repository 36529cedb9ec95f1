package io.relance.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.relance.journal.Entry;
import io.relance.store.Database;
import io.relance.store.JournalStore;
import io.relance.support.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommitsTest {
  private static final Instant AT = Instant.parse("2026-06-25T08:00:00Z");
  private final Database database = TestDatabase.fresh();
  private final JournalStore journal = new JournalStore(database);
  private final Commits commits = new Commits(database, journal);
  private final CountDownLatch committing = new CountDownLatch(1);
  private final CountDownLatch first = new CountDownLatch(1);

  @AfterEach
  void close() {
    database.close();
  }

  private List<Entry> told(int act) {
    return List.of(Entry.ofAct(AT, "act sent", "courier", 1, 2, act, Map.of()));
  }

  private List<Entry> refused(int act) {
    database.jdbc().sql("select 1 / 0").query(Integer.class).single();
    return told(act);
  }

  private List<CompletableFuture<Void>> together(Commits.Part... parts) {
    return together(commits::commit, parts);
  }

  /** They wait for a commit that is under way, and so for one another. */
  @SafeVarargs
  private <T> List<CompletableFuture<Void>> together(Consumer<T> commit, T... parts) {
    CompletableFuture<Void> slow =
        CompletableFuture.runAsync(() -> commits.commit(this::waitsForTheOthers), anew());
    await().until(committing::getCount, n -> n == 0);
    List<CompletableFuture<Void>> all =
        IntStream.range(0, parts.length)
            .mapToObj(i -> CompletableFuture.runAsync(() -> commit.accept(parts[i]), anew()))
            .toList();
    await().until(() -> commits.waiting() == parts.length);
    first.countDown();
    slow.join();
    return all;
  }

  private static Executor anew() {
    return work -> new Thread(work).start();
  }

  private List<Entry> waitsForTheOthers() {
    committing.countDown();
    try {
      first.await();
      return List.of();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Long> transactions() {
    return database
        .jdbc()
        .sql("select distinct xmin::text::bigint from journal")
        .query(Long.class)
        .list();
  }

  private List<Long> acts() {
    return database
        .jdbc()
        .sql("select act_id from journal order by act_id")
        .query(Long.class)
        .list();
  }

  @Test
  void whoWaitsIsCommittedTogether() {
    together(() -> told(1), () -> told(2), () -> told(3)).forEach(CompletableFuture::join);

    assertThat(acts()).containsExactly(1L, 2L, 3L);
    assertThat(transactions()).hasSize(1);
    assertThat(journal.verify()).isEmpty();
  }

  @Test
  void whatManyWantInTheSameWayIsWrittenOnceForAll() {
    List<Integer> lots = new CopyOnWriteArrayList<>();
    Commits.Batch<Integer> batch =
        some -> {
          lots.add(some.size());
          return some.stream().flatMap(act -> told(act).stream()).toList();
        };
    together(some -> commits.commit(batch, some), List.of(1), List.of(2, 3))
        .forEach(CompletableFuture::join);

    assertThat(lots).containsExactly(3);
    assertThat(acts()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void oneFaultInABatchHarmsNoOther() {
    Commits.Batch<Integer> batch =
        some -> some.stream().flatMap(a -> (a == 2 ? refused(a) : told(a)).stream()).toList();
    var all = together(some -> commits.commit(batch, some), List.of(1), List.of(2), List.of(3));

    all.get(0).join();
    all.get(2).join();
    assertThatThrownBy(() -> all.get(1).join()).hasMessageContaining("division by zero");
    assertThat(acts()).containsExactly(1L, 3L);
  }

  @Test
  void onePartsFaultHarmsNoOther() {
    var all = together(() -> told(1), () -> refused(2), () -> told(3));

    all.get(0).join();
    all.get(2).join();
    assertThatThrownBy(() -> all.get(1).join())
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("division by zero");
    assertThat(acts()).containsExactly(1L, 3L);
    assertThat(journal.verify()).isEmpty();
  }

  @Test
  void nobodyIsToldOfACommitThatAnErrorEnded() {
    var all =
        together(
            () -> {
              throw new StackOverflowError("too deep");
            },
            () -> told(2));

    assertThatThrownBy(() -> all.get(0).join()).hasMessageContaining("not committed");
    all.get(1).join();
    assertThat(acts()).containsExactly(2L);
  }
}
