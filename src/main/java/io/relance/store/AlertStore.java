package io.relance.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * What a person must see: one row per standing problem, by kind and subject. Statements join the
 * caller's transaction; outside one each commits alone.
 */
public final class AlertStore {
  private final Database database;
  private final Clock clock;

  public AlertStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A standing problem.
   *
   * @param kind what sort of thing has it: source, schedule, address, act, …
   * @param subject which one: "acme/1", a route's name, a debtor's key
   * @param message what is wrong and what to do
   * @param times how often it was raised since
   */
  public record Alert(
      String kind, String subject, String message, Instant since, Instant lastSeen, int times) {}

  /**
   * Raises it, or notes that it still stands (with today's message).
   *
   * @return true when it was not standing before: the moment to log it
   */
  public boolean raise(String kind, String subject, String message) {
    return database
        .jdbc()
        .sql(Sql.of("alert/raise"))
        .param("kind", kind)
        .param("subject", subject)
        .param("message", message)
        .param("now", now())
        .query(Boolean.class)
        .single();
  }

  /** It is over. Returns false when it was not standing. */
  public boolean clear(String kind, String subject) {
    return database
            .jdbc()
            .sql(Sql.of("alert/clear"))
            .param("kind", kind)
            .param("subject", subject)
            .param("now", now())
            .update()
        > 0;
  }

  /** Those whose subject starts so and that were not raised since are over. */
  public void clearUnseen(String kind, String prefix, Instant since) {
    database
        .jdbc()
        .sql(Sql.of("alert/clear-unseen"))
        .param("kind", kind)
        .param("prefix", prefix)
        .param("since", Timestamp.from(since))
        .param("now", now())
        .update();
  }

  /** What became of acts and addresses since has overtaken what was said of them. */
  public void clearOvertaken(long company) {
    database
        .jdbc()
        .sql(Sql.of("alert/clear-overtaken"))
        .param("company", company)
        .param("now", now())
        .update();
  }

  /** All that stand now, the oldest first. */
  public List<Alert> list() {
    return database.jdbc().sql(Sql.of("alert/list")).query(AlertStore::alert).list();
  }

  private static Alert alert(ResultSet row, int number) throws SQLException {
    return new Alert(
        row.getString("kind"),
        row.getString("subject"),
        row.getString("message"),
        row.getTimestamp("since").toInstant(),
        row.getTimestamp("last_seen").toInstant(),
        row.getInt("times"));
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
