package io.relance.boot;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.store.Database;
import io.relance.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two processes on one database, one of them killed in the middle. */
class TwoNodesTest {
  private final String url = TestDatabase.freshUrl();
  private Database database;

  @Test
  void everySecondFiresOnceThoughTheBusierNodeIsKilled() throws Exception {
    try (Database opened = Database.open(url, "postgres", "postgres", 2)) {
      database = opened;
      database.jdbc().sql("create table fired (route text, slot bigint, node text)").update();
      Process one = start("one");
      Process two = start("two");
      try {
        await().atMost(ofSeconds(90)).until(() -> fires("one") + fires("two") >= 12);
        String busy = fires("one") > fires("two") ? "one" : "two";
        String other = busy.equals("one") ? "two" : "one";
        (busy.equals("one") ? one : two).destroyForcibly().waitFor();
        int before = fires(other);
        await().until(() -> fires(other) >= before + 6);
      } finally {
        one.destroyForcibly();
        two.destroyForcibly();
      }
      assertThat(column("select slot from fired group by route, slot having count(*) > 1"))
          .as("seconds that fired twice")
          .isEmpty();
      assertThat(column("select count(*) from qrtz_triggers where trigger_group = 'relance'"))
          .containsExactly(3L);
    }
  }

  private Process start(String node) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(
            java.toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            TickingNode.class.getName(),
            url,
            node)
        .redirectErrorStream(true)
        .redirectOutput(Path.of("target", "node-" + node + ".log").toFile())
        .start();
  }

  private int fires(String node) {
    return database
        .jdbc()
        .sql("select count(*) from fired where node = :node")
        .param("node", node)
        .query(Integer.class)
        .single();
  }

  private List<Long> column(String sql) {
    return database.jdbc().sql(sql).query(Long.class).list();
  }
}
