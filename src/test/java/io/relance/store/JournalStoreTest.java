package io.relance.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.journal.Chain;
import io.relance.journal.Entry;
import io.relance.support.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JournalStoreTest {
  private static final Instant AT = Instant.parse("2026-06-25T08:00:00.123456789Z");
  private final Database database = TestDatabase.fresh();
  private final JournalStore journal = new JournalStore(database);

  @AfterEach
  void close() {
    database.close();
  }

  private static Entry entry(int n) {
    return Entry.ofAct(AT, "act sent", "courier", 1, 2, n, Map.of("n", "" + n));
  }

  private void tamper(String sql) {
    database.inTransaction(
        () -> {
          database.jdbc().sql("set local session_replication_role = replica").update();
          database.jdbc().sql(sql).update();
        });
  }

  @Test
  void manyWritersMakeOneChain() {
    var writers =
        IntStream.range(0, 8)
            .mapToObj(
                w ->
                    CompletableFuture.runAsync(
                        () ->
                            IntStream.range(0, 20)
                                .forEach(n -> journal.append(List.of(entry(n), entry(w))))))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(writers).join();

    assertThat(journal.verify()).isEmpty();
    assertThat(database.jdbc().sql("select count(*) from journal").query(Long.class).single())
        .isEqualTo(320);
  }

  @Test
  void namesTheFirstBrokenEntry() {
    journal.append(IntStream.range(0, 10).mapToObj(JournalStoreTest::entry).toList());

    tamper("update journal set actor = 'nobody' where seq = 7");

    assertThat(journal.verify()).contains(7L);
  }

  @Test
  void seesThatTheEndWasCutOff() {
    journal.append(IntStream.range(0, 10).mapToObj(JournalStoreTest::entry).toList());

    tamper("delete from journal where seq > 8");

    assertThat(journal.verify()).contains(9L);
  }

  @Test
  void refusesToBeRewritten() {
    journal.append(List.of(entry(1)));

    assertThatThrownBy(() -> database.jdbc().sql("delete from journal").update())
        .hasMessageContaining("append-only");
  }

  @Test
  void anErasedPayloadLeavesTheChainValid() {
    byte[] sha = Chain.sha256().digest("Bonjour".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    long payload =
        database
            .jdbc()
            .sql(
                "insert into payload (sha256, content_type, content, retain_until, created_at)"
                    + " values (:sha, 'text/plain', 'Bonjour'::bytea, '2036-01-01', '2026-01-01') returning id")
            .param("sha", sha)
            .query(Long.class)
            .single();
    journal.append(
        List.of(new Entry(AT, "act sending", "courier", 1L, 2L, 3L, Map.of(), payload, sha)));

    database.jdbc().sql("update payload set content = null").update();

    assertThat(journal.verify()).isEmpty();
    assertThat(journal.ofAct(3))
        .singleElement()
        .satisfies(l -> assertThat(l.payloadSha256()).isEqualTo(sha));
    assertThat(journal.ofAccount(2)).hasSize(1);
  }

  @Test
  void whatIsRolledBackLeavesNoTrace() {
    assertThatThrownBy(
            () ->
                database.inTransaction(
                    () -> {
                      journal.append(List.of(entry(1)));
                      throw new IllegalStateException("the act was not marked");
                    }))
        .isInstanceOf(IllegalStateException.class);

    journal.append(List.of(entry(2)));
    assertThat(journal.verify()).isEmpty();
    assertThat(journal.ofAct(1)).isEmpty();
  }
}
