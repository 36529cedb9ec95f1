package io.relance.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the hub is doing, in figures; each answer is kept for some seconds, so that whoever watches
 * cannot slow the street down.
 */
public final class FiguresStore {
  private static final Duration KEPT = Duration.ofSeconds(5);
  private final Database database;
  private final Clock clock;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  public FiguresStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * One source, over all its companies.
   *
   * @param sweptAt when the last whole sweep of the stalest company began, null = one has none
   * @param readAt when the stalest company was last read whole, sweep or delta
   * @param trouble what is wrong and what to do, per company; empty = healthy
   * @param decisionsToday accounts decided on their company's today
   * @param writeBacks notes and markers still to be told to the ERP
   */
  public record Source(
      @Nullable Instant sweptAt,
      @Nullable Instant readAt,
      boolean paused,
      String trouble,
      long openItems,
      long decisionsToday,
      long writeBacks) {}

  /**
   * All acts of all channels by state.
   *
   * @param queued approved, queued, claimed or being sent
   * @param waiting of these and of those to be tried again, outside their debtors' hours
   * @param oldestUnsent when the oldest act that should leave was planned, or its debtor's hours
   *     began, null = none waits
   */
  public record Outbox(
      long planned,
      long queued,
      long waiting,
      long sentToday,
      long failed,
      long uncertain,
      long dead,
      @Nullable Instant oldestUnsent) {}

  private record Kept(Instant at, Object figures) {}

  /** The figures of that source. */
  public Source source(String name) {
    return (Source) kept("source/" + name, () -> readSource(name));
  }

  /** The figures of the outbox. */
  public Outbox outbox() {
    return (Outbox) kept("outbox", this::readOutbox);
  }

  /** The figures of that subscriber, read by {@code read} when they are not kept. */
  public EventStore.Figures subscriber(String name, Supplier<EventStore.Figures> read) {
    return (EventStore.Figures) kept("subscriber/" + name, read::get);
  }

  /** Whole minutes since then; -1 = never. */
  public long minutesSince(@Nullable Instant then) {
    return then == null ? -1 : Duration.between(then, clock.instant()).toMinutes();
  }

  /** Forgets what is kept: a switch was just thrown, and its effect shall be seen. */
  public void forget() {
    kept.clear();
  }

  private Object kept(String what, Supplier<Object> read) {
    Instant now = clock.instant();
    return kept.compute(
            what,
            (key, old) ->
                old != null && now.isBefore(old.at().plus(KEPT)) ? old : new Kept(now, read.get()))
        .figures();
  }

  private Source readSource(String name) {
    return database
        .jdbc()
        .sql(Sql.of("figures/source"))
        .param("source", name)
        .param("now", now())
        .query(FiguresStore::asSource)
        .single();
  }

  private Outbox readOutbox() {
    return database
        .jdbc()
        .sql(Sql.of("figures/outbox"))
        .param("now", now())
        .query(FiguresStore::asOutbox)
        .single();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static Source asSource(ResultSet row, int number) throws SQLException {
    return new Source(
        instant(row, "swept_at"),
        instant(row, "read_at"),
        row.getBoolean("paused"),
        row.getString("trouble"),
        row.getLong("open_items"),
        row.getLong("decisions_today"),
        row.getLong("write_backs"));
  }

  private static Outbox asOutbox(ResultSet row, int number) throws SQLException {
    return new Outbox(
        row.getLong("planned"),
        row.getLong("queued"),
        row.getLong("waiting"),
        row.getLong("sent_today"),
        row.getLong("failed"),
        row.getLong("uncertain"),
        row.getLong("dead"),
        instant(row, "oldest_unsent"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
