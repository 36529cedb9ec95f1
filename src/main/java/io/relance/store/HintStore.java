package io.relance.store;

import java.sql.Timestamp;
import java.time.Clock;

/** Sources that somebody asked to be read now; claimed by sql/hint/claim.sql in the route. */
public final class HintStore {
  private final Database database;
  private final Clock clock;

  public HintStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Notes that the source should be read; however often it is said, it is read once. */
  public void ask(String source) {
    database
        .jdbc()
        .sql(Sql.of("hint/ask"))
        .param("source", source)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }
}
