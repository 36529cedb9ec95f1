package io.relance.store;

import io.relance.journal.Entry;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * The switches that a person throws: a source that is neither read nor written to, a channel whose
 * acts stay where they are. They stand in the database, so every node obeys; each is journaled.
 */
public final class PauseStore {
  /** The name that stands for every channel. */
  public static final String ALL_CHANNELS = "*";

  private final Database database;
  private final JournalStore journal;
  private final Clock clock;

  public PauseStore(Database database, JournalStore journal, Clock clock) {
    this.database = database;
    this.journal = journal;
    this.clock = clock;
  }

  /** Neither reads nor writes that source from now on; what it would need to send waits. */
  public void pauseSource(String source, String actor) {
    switchSource(source, true, actor);
  }

  /** Reads and writes it again. */
  public void resumeSource(String source, String actor) {
    switchSource(source, false, actor);
  }

  /** Claims nothing more of that channel; what is being sent is finished. */
  public void pauseChannel(String channel, String actor) {
    database.inTransaction(
        () -> {
          database
              .jdbc()
              .sql(Sql.of("pause/channel"))
              .param("channel", channel)
              .param("actor", actor)
              .param("now", Timestamp.from(clock.instant()))
              .update();
          note("channel paused", channel, actor);
        });
  }

  /** Sends by that channel again. */
  public void resumeChannel(String channel, String actor) {
    database.inTransaction(
        () -> {
          database.jdbc().sql(Sql.of("pause/resume-channel")).param("channel", channel).update();
          note("channel resumed", channel, actor);
        });
  }

  /** The channels that stand still; "*" = all of them. */
  public List<String> pausedChannels() {
    return database.jdbc().sql(Sql.of("pause/channels")).query(String.class).list();
  }

  private void switchSource(String source, boolean paused, String actor) {
    database.inTransaction(
        () -> {
          int companies =
              database
                  .jdbc()
                  .sql(Sql.of("pause/source"))
                  .param("source", source)
                  .param("paused", paused)
                  .update();
          if (companies == 0) {
            throw new IllegalStateException(
                "source %s has no company yet: nothing of it is read or sent".formatted(source));
          }
          note(paused ? "source paused" : "source resumed", source, actor);
        });
  }

  private void note(String kind, String name, String actor) {
    journal.append(
        List.of(
            new Entry(
                clock.instant(), kind, actor, null, null, null, Map.of("name", name), null, null)));
  }
}
