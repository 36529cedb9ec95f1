package io.relance.store;

import io.relance.ledger.Guards;
import io.relance.ledger.RecordType;
import io.relance.ledger.Reread;
import io.relance.ledger.Source;
import io.relance.ledger.Source.Ability;
import io.relance.ledger.SweepUnderWay;
import io.relance.store.Sweep.Mode;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The canonical ledger: sweeps and deltas open here, re-reads are applied here. */
public final class LedgerStore {
  private final Database database;
  private final Guards guards;
  private final Semaphore room = RollCall.room();

  public LedgerStore(Database database, Guards guards) {
    this.database = database;
    this.guards = guards;
  }

  private record Found(long id, String zone) {}

  private record Feed(
      @Nullable String cursor,
      @Nullable Instant sweptAt,
      @Nullable Instant triedAt,
      boolean doubted,
      boolean released) {}

  /**
   * Opens a sweep, or a delta when a whole sweep is recent enough, with the company's lock. Close
   * it when done, whatever came of it.
   *
   * @throws SweepUnderWay when another process has the lock
   */
  public Sweep open(Source source, String key, Instant now) {
    Found company = company(source.name(), key);
    String name = source.name() + "/" + key;
    Staging staging = staging();
    if (!staging.lock(company.id())) {
      staging.close();
      throw new SweepUnderWay(name);
    }
    try {
      Sweep.Opening opening = opening(company, source, name, staging.jdbc(), now);
      return new Sweep(opening, staging, guards, rollCall(opening, staging));
    } catch (RuntimeException e) {
      staging.unlock(company.id());
      staging.close();
      throw e;
    }
  }

  private RollCall rollCall(Sweep.Opening opening, Staging staging) {
    return opening.mode() == Mode.SWEEP
        ? RollCall.of(staging, opening.companyId(), room)
        : RollCall.ofNobody();
  }

  private Sweep.Opening opening(
      Found company, Source source, String name, JdbcClient jdbc, Instant now) {
    jdbc.sql(Sql.of("ledger/void-left-open"))
        .param("company", company.id())
        .param("now", At.of(now))
        .update();
    jdbc.sql(Sql.of("ledger/told-back"))
        .param("company", company.id())
        .param("told", source.can(Ability.WRITEBACK))
        .update();
    Feed feed = feed(jdbc, company.id());
    Mode mode = source.can(Ability.DELTA) ? mode(feed, now) : Mode.SWEEP;
    long id =
        jdbc.sql(Sql.of("ledger/open-sweep"))
            .param("company", company.id())
            .param("mode", mode.text())
            .param("now", At.of(now))
            .query(Long.class)
            .single();
    return new Sweep.Opening(
        id, company.id(), source, name, ZoneId.of(company.zone()), mode, feed.cursor(), now);
  }

  /**
   * After a sweep that came to nothing, deltas go on and the next whole one is tried an hour later,
   * or at once when a person released what held it. What is doubted is read whole as soon.
   */
  private Mode mode(Feed feed, Instant now) {
    boolean forgotten = feed.doubted() && feed.cursor() == null;
    if (feed.sweptAt() == null || feed.released() || forgotten) {
      return Mode.SWEEP;
    }
    boolean due = feed.doubted() || !feed.sweptAt().plus(guards.sweepEvery()).isAfter(now);
    boolean tried = feed.triedAt() != null && feed.triedAt().isAfter(now.minusSeconds(3_600));
    return due && !tried ? Mode.SWEEP : Mode.DELTA;
  }

  private static Feed feed(JdbcClient jdbc, long company) {
    return jdbc.sql(Sql.of("ledger/feed"))
        .param("company", company)
        .query(
            (row, n) ->
                new Feed(
                    row.getString("cursor"),
                    instant(row.getTimestamp("swept_at")),
                    instant(row.getTimestamp("tried_at")),
                    row.getBoolean("doubted"),
                    row.getBoolean("released")))
        .single();
  }

  private static @Nullable Instant instant(java.sql.@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  /** The company's row, made when it is first named. */
  private Found company(String source, String key) {
    database
        .jdbc()
        .sql(Sql.of("ledger/add-company"))
        .param("source", source)
        .param("key", key)
        .update();
    return database
        .jdbc()
        .sql(Sql.of("ledger/find-company"))
        .param("source", source)
        .param("key", key)
        .query(Found.class)
        .single();
  }

  /** The keys of the companies of that source that a person paused. */
  public List<String> paused(String source) {
    return database
        .jdbc()
        .sql(Sql.of("ledger/paused"))
        .param("source", source)
        .query(String.class)
        .list();
  }

  /**
   * The connector's cursor as the last reading that was believed gave it; null = nothing is known.
   */
  public @Nullable String known(long company) {
    return feed(database.jdbc(), company).cursor();
  }

  /**
   * The feed is in trouble since now, or still.
   *
   * @param doubted what the ERP said is not believed: nothing is decided or sent before a reading
   *     is
   */
  public void trouble(String source, String key, String message, boolean doubted, Instant now) {
    database
        .jdbc()
        .sql(Sql.of("ledger/feed-trouble"))
        .param("company", company(source, key).id())
        .param("trouble", message)
        .param("doubted", doubted)
        .param("now", At.of(now))
        .update();
  }

  /**
   * Applies what a re-read just before sending found, in one transaction of its own. What is not
   * found stays as it is: only a reading with its proof retires an item.
   *
   * @param keys the items asked for; those not in the answer are {@code GONE}
   * @param answer canonical records by type, each a JSON array
   * @return one answer per key asked for
   * @throws io.relance.connector.SourceTrouble when the answer cannot be believed, or too many are
   *     gone at once; nothing is applied then
   */
  public Map<String, Reread> refresh(
      long company, Collection<String> keys, Map<RecordType, InputStream> answer, Instant now) {
    try (Staging staging = staging()) {
      return new Refresh(staging, guards, company).apply(keys, answer, now);
    }
  }

  private record Freshness(
      String company,
      @Nullable Instant readAt,
      @Nullable Instant sweptAt,
      @Nullable Instant freshUntil,
      @Nullable String trouble,
      boolean doubted,
      boolean held) {}

  /**
   * Why nothing may be decided or sent on this company's ledger now; empty when it may.
   *
   * @param age how old it may be
   */
  public static Optional<String> doubt(Database database, long company, Instant now, Duration age) {
    Freshness feed =
        database
            .jdbc()
            .sql(Sql.of("ledger/freshness"))
            .param("company", company)
            .query(
                (row, n) ->
                    new Freshness(
                        row.getString("company"),
                        instant(row.getTimestamp("read_at")),
                        instant(row.getTimestamp("swept_at")),
                        instant(row.getTimestamp("fresh_until")),
                        row.getString("trouble"),
                        row.getBoolean("doubted"),
                        row.getBoolean("held")))
            .single();
    return Optional.ofNullable(doubt(feed, now, age));
  }

  private static @Nullable String doubt(Freshness feed, Instant now, Duration age) {
    String trouble = feed.trouble() == null ? "" : " (" + feed.trouble() + ")";
    if (feed.sweptAt() == null || feed.readAt() == null) {
      return "the ledger of " + feed.company() + " was never read whole" + trouble;
    } else if (feed.held()) {
      return "the last sweep of " + feed.company() + " is held" + trouble;
    } else if (feed.doubted()) {
      return "what the ERP of " + feed.company() + " said last is not believed" + trouble;
    }
    Instant until = feed.freshUntil() == null ? feed.readAt().plus(age) : feed.freshUntil();
    return until.isBefore(now)
        ? "the ledger of " + feed.company() + " is as of " + feed.readAt() + ": too old" + trouble
        : null;
  }

  private Staging staging() {
    try {
      return new Staging(database.dataSource().getConnection());
    } catch (SQLException e) {
      throw new StoreTrouble("no connection for staging", e);
    }
  }
}
