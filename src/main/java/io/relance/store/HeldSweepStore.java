package io.relance.store;

import io.relance.journal.Entry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sweeps that the vanish guard held, or that showed an older copy, and the person who lets one go.
 * The items that were missing then may be missing in the next whole sweep, what was older may be;
 * that one is a sweep as soon as its source is pulled, and only that one.
 */
public final class HeldSweepStore {
  private final Database database;
  private final JournalStore journal;
  private final Clock clock;

  public HeldSweepStore(Database database, JournalStore journal, Clock clock) {
    this.database = database;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * A company's last sweep that was read to its end.
   *
   * @param missing open items of the ledger that did not come
   * @param releasedBy who let it go; null = nobody yet
   */
  public record Last(
      long id,
      String state,
      Instant startedAt,
      long missing,
      @Nullable String cause,
      @Nullable String releasedBy) {

    /** Was it held although nothing was missing? Then it showed an older copy of the ERP. */
    public boolean older() {
      return missing == 0;
    }

    boolean released() {
      return state.equals("held") && releasedBy != null;
    }
  }

  static Optional<Last> last(JdbcClient jdbc, long company) {
    return jdbc.sql(Sql.of("ledger/last-sweep"))
        .param("company", company)
        .query(
            (row, n) ->
                new Last(
                    row.getLong("id"),
                    row.getString("state"),
                    row.getTimestamp("started_at").toInstant(),
                    row.getLong("missing"),
                    row.getString("cause"),
                    row.getString("released_by")))
        .optional();
  }

  /**
   * The sweep of that company that waits for a person.
   *
   * @throws IllegalStateException when none does; the message says how it stands
   */
  public Last get(String source, String key) {
    String name = source + "/" + key;
    Last last =
        last(database.jdbc(), company(source, key))
            .orElseThrow(() -> new IllegalStateException(name + " was never read to the end yet"));
    if (!last.state().equals("held")) {
      throw new IllegalStateException(
          "no sweep of %s is held: the last one, of %s, is %s"
              .formatted(name, last.startedAt(), last.state()));
    }
    if (last.releasedBy() != null) {
      throw new IllegalStateException(
          "%s released it already; the next pull of %s settles it"
              .formatted(last.releasedBy(), source));
    }
    return last;
  }

  private long company(String source, String key) {
    return database
        .jdbc()
        .sql(Sql.of("ledger/known-company"))
        .param("source", source)
        .param("key", key)
        .query(Long.class)
        .optional()
        .orElseThrow(
            () -> new IllegalStateException("no company " + source + "/" + key + " was pulled"));
  }

  /**
   * Lets it go, once; journaled.
   *
   * @param sweep the one that the person looked at
   * @throws IllegalStateException as {@link #get}; and when another is held meanwhile
   */
  public Last release(String source, String key, long sweep, String person, String reason) {
    return database.inTransaction(
        () -> {
          Last held = get(source, key);
          if (held.id() != sweep) {
            throw new IllegalStateException(
                "sweep %d of %s/%s is not the one that is held: look at sweep %d, %s"
                    .formatted(sweep, source, key, held.id(), held.cause()));
          }
          int released =
              database
                  .jdbc()
                  .sql(Sql.of("ledger/release-sweep"))
                  .param("id", held.id())
                  .param("person", person)
                  .update();
          if (released == 0) {
            throw new IllegalStateException("somebody else released it this very moment");
          }
          if (held.older()) {
            forget(company(source, key));
          }
          journal.append(List.of(entry(company(source, key), held, person, reason)));
          return held;
        });
  }

  /** What it showed is right though it is older: the next sweep is not held against what was. */
  private void forget(long company) {
    database.jdbc().sql(Sql.of("ledger/forget-known")).param("company", company).update();
  }

  private Entry entry(long company, Last held, String person, String reason) {
    return new Entry(
        clock.instant(),
        "sweep released",
        person,
        company,
        null,
        null,
        Map.of(
            "sweep", String.valueOf(held.id()),
            "missing", String.valueOf(held.missing()),
            "reason", reason),
        null,
        null);
  }
}
