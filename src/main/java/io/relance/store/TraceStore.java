package io.relance.store;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** Openings and clicks of tracked e-mails: the first of each, for a while. */
public final class TraceStore {
  private final Database database;
  private final Clock clock;
  private final String consent;
  private final Duration kept;

  /**
   * @param consent the tag of debtors who agree; {@code *} = all of them, empty = nobody
   * @param kept how long after a message left anything is known of it
   */
  public TraceStore(Database database, Clock clock, String consent, Duration kept) {
    this.database = database;
    this.clock = clock;
    this.consent = consent;
    this.kept = kept;
  }

  /** What a reader's program asked for: the picture, or a link's page. */
  public enum Kind {
    OPENED,
    CLICKED
  }

  /** Keeps the first one, if its debtor agrees still; returns whether it did. */
  public boolean note(long act, Kind kind) {
    return database
            .jdbc()
            .sql(Sql.of("trace/note"))
            .param("act", act)
            .param("kind", kind.name().toLowerCase(Locale.ROOT))
            .param("now", At.of(clock.instant()))
            .param("since", oldest())
            .param("consent", consent)
            .update()
        > 0;
  }

  /** Deletes what is old and what is of debtors who do not agree any more; how many. */
  public int purge() {
    return database
        .jdbc()
        .sql(Sql.of("trace/purge"))
        .param("before", oldest())
        .param("consent", consent)
        .update();
  }

  private Object oldest() {
    return At.of(clock.instant().minus(kept));
  }
}
