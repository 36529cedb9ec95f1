package io.relance.store;

import io.relance.outbox.Wait;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Acts that may have to wait for their hours. Statements join the caller's transaction. */
public final class WaitStore {
  private final Database database;
  private final String owner;

  /**
   * @param owner this process's name among those that share the database; empty = it claims nothing
   */
  public WaitStore(Database database, String owner) {
    this.database = database;
    this.owner = owner;
  }

  /**
   * Where a debtor is.
   *
   * @param home its creditor's country
   * @param zone its creditor's
   */
  public record Whereabouts(
      @Nullable String country, @Nullable String zip, @Nullable String home, ZoneId zone) {}

  /** An act that goes to a debtor. */
  public record Leaving(long id, String policy, String channel, Whereabouts where) {}

  /** Those of these acts that go to a debtor by one of these channels. */
  public List<Leaving> leaving(Collection<Long> acts, Collection<String> channels) {
    return database
        .jdbc()
        .sql(Sql.of("outbox/leaving"))
        .param("acts", acts.toArray(Long[]::new))
        .param("channels", channels.toArray(String[]::new))
        .query(
            (row, n) ->
                new Leaving(
                    row.getLong("id"),
                    row.getString("policy"),
                    row.getString("channel"),
                    new Whereabouts(
                        row.getString("country"),
                        row.getString("zip"),
                        row.getString("home"),
                        ZoneId.of(row.getString("zone")))))
        .list();
  }

  /** They wait, each as it was before it was claimed; no attempt is counted. */
  public void put(Map<Long, Wait> waits) {
    if (waits.isEmpty()) {
      return;
    }
    List<Map.Entry<Long, Wait>> all = List.copyOf(waits.entrySet());
    database
        .jdbc()
        .sql(Sql.of("outbox/wait"))
        .param("owner", owner)
        .param("acts", OutboxStore.array(all, Map.Entry::getKey, Long[]::new))
        .param(
            "untils",
            OutboxStore.array(
                all, e -> e.getValue().until().toOffsetDateTime().toString(), String[]::new))
        .param("texts", OutboxStore.array(all, e -> e.getValue().text(), String[]::new))
        .update();
  }
}
