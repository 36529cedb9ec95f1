package io.relance.store;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where an ERP carries another marker than the one it was told last. */
public final class DriftStore {
  private final Database database;
  private final Clock clock;

  public DriftStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * One debtor.
   *
   * @param ours null = none
   * @param theirs null = none
   * @param since when it was seen first
   */
  public record Drift(
      String source,
      String debtor,
      String name,
      @Nullable String ours,
      @Nullable String theirs,
      Instant since) {}

  /**
   * Holds the markers that debtors carry in a source against ours, and keeps what differs.
   *
   * @param carried debtor to marker, of all who carry one
   * @return the debtors that differ
   */
  public List<String> compare(String source, Map<String, String> carried) {
    List<String> debtors = List.copyOf(carried.keySet());
    return database
        .jdbc()
        .sql(Sql.of("drift/compare"))
        .param("source", source)
        .param("debtors", debtors.toArray(String[]::new))
        .param("markers", debtors.stream().map(carried::get).toArray(String[]::new))
        .param("now", Timestamp.from(clock.instant()))
        .query(String.class)
        .list();
  }

  /** All of them, the newest first. */
  public List<Drift> list() {
    return database
        .jdbc()
        .sql(Sql.of("drift/list"))
        .query(
            (row, n) ->
                new Drift(
                    row.getString("source"),
                    row.getString("debtor"),
                    row.getString("name"),
                    row.getString("ours"),
                    row.getString("theirs"),
                    row.getTimestamp("since").toInstant()))
        .list();
  }
}
