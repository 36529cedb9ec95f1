package io.relance.store;

import io.relance.journal.Entry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events on their way to subscribers. They are written by the tables' own triggers and with each
 * lot of decisions, in the commit of what happened; claimed by sql/event/claim.sql in the route.
 */
public final class EventStore {
  private final Database database;
  private final JournalStore journal;
  private final Clock clock;
  private final int hours;

  /**
   * @param hours after so many hours of failed tries an event is dead
   */
  public EventStore(Database database, JournalStore journal, Clock clock, int hours) {
    this.database = database;
    this.journal = journal;
    this.clock = clock;
    this.hours = hours;
  }

  /**
   * How a subscriber is doing.
   *
   * @param waiting events it has not taken yet
   * @param oldest when the oldest of them happened, null = none waits
   * @param dead events that were tried too long; {@link #retryDead} puts them back
   * @param trouble why it rests; empty = healthy
   */
  public record Figures(long waiting, @Nullable Instant oldest, long dead, String trouble) {}

  /**
   * From now on exactly these are told, of exactly these types; nothing is told of the past. What
   * waits for one that is gone is deleted.
   */
  public void follow(Map<String, ? extends Collection<String>> subscribers) {
    String[] names = subscribers.keySet().toArray(String[]::new);
    String[] types =
        subscribers.values().stream().map(some -> String.join(",", some)).toArray(String[]::new);
    database
        .jdbc()
        .sql(Sql.of("event/follow"))
        .param("names", names)
        .param("types", types)
        .update();
  }

  /** Whether this claim still stands: false once its lease ran out or its subscriber rests. */
  public boolean mine(long id, String owner) {
    return database
        .jdbc()
        .sql(Sql.of("event/mine"))
        .param("id", id)
        .param("owner", owner)
        .param("now", now())
        .query(Boolean.class)
        .single();
  }

  /** The subscriber has it. */
  public void delivered(long id, String owner, String subscriber) {
    database
        .jdbc()
        .sql(Sql.of("event/delivered"))
        .param("id", id)
        .param("owner", owner)
        .param("subscriber", subscriber)
        .param("now", now())
        .update();
  }

  /** This try failed. Returns true when it was the last: the event is dead now. */
  public boolean failed(long id, String owner, String cause) {
    return database
        .jdbc()
        .sql(Sql.of("event/failed"))
        .param("id", id)
        .param("owner", owner)
        .param("cause", cause)
        .param("hours", hours)
        .param("now", now())
        .query(String.class)
        .optional()
        .filter("dead"::equals)
        .isPresent();
  }

  /**
   * The subscriber is in trouble: it is left alone for a while, longer each time, and what this
   * owner still holds of it waits.
   *
   * @param atLeast what it asked for itself
   */
  public void rest(String subscriber, String owner, String cause, Duration atLeast) {
    database
        .jdbc()
        .sql(Sql.of("event/rest"))
        .param("subscriber", subscriber)
        .param("owner", owner)
        .param("cause", cause)
        .param("seconds", atLeast.toSeconds())
        .param("now", now())
        .update();
  }

  /** The figures of that subscriber. */
  public Figures figures(String subscriber) {
    return database
        .jdbc()
        .sql(Sql.of("event/figures"))
        .param("subscriber", subscriber)
        .query(EventStore::asFigures)
        .single();
  }

  /** Its dead events are tried again, because this person says so. Returns how many. */
  public int retryDead(String subscriber, String person) {
    return database.inTransaction(
        () -> {
          int dead = putBack(subscriber);
          journal.append(List.of(retried(subscriber, dead, person)));
          return dead;
        });
  }

  private int putBack(String subscriber) {
    return database.jdbc().sql(Sql.of("event/retry-dead")).param("subscriber", subscriber).update();
  }

  private Entry retried(String subscriber, int events, String person) {
    Map<String, String> detail = Map.of("subscriber", subscriber, "events", String.valueOf(events));
    return new Entry(
        clock.instant(), "events retried", person, null, null, null, detail, null, null);
  }

  /** Forgets what happened more than thirty days ago, taken or not. */
  public void purge() {
    database.jdbc().sql(Sql.of("event/purge")).param("now", now()).update();
  }

  private static Figures asFigures(ResultSet row, int number) throws SQLException {
    Timestamp oldest = row.getTimestamp("oldest");
    return new Figures(
        row.getLong("waiting"),
        oldest == null ? null : oldest.toInstant(),
        row.getLong("dead"),
        row.getString("trouble") == null ? "" : row.getString("trouble"));
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
