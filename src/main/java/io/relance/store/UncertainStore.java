package io.relance.store;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Acts of which nobody could tell whether they arrived, until a person says so. Every method joins
 * the caller's transaction.
 */
public final class UncertainStore {
  private final Database database;
  private final Clock clock;

  public UncertainStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * An act as it stands.
   *
   * @param leftOnce it may have left its channel at least once
   * @param internal it is for colleagues, and no contact of the debtor
   * @param run the code of the run that planned it
   * @param day the company's day on which it left, or may have left
   */
  public record Found(
      long id,
      long company,
      long account,
      String channel,
      String state,
      boolean leftOnce,
      boolean internal,
      String run,
      String debtor,
      @Nullable String recipient,
      @Nullable String cause,
      LocalDate day) {}

  /**
   * An uncertain act, for a list.
   *
   * @param who SOURCE/COMPANY/DEBTOR
   * @param since when it left, or may have left
   * @param againAt when it leaves once more by itself; null = a person must settle it
   */
  public record Doubt(
      long act,
      String who,
      String debtor,
      String channel,
      String level,
      String to,
      Instant since,
      @Nullable Instant againAt,
      String cause) {}

  /**
   * All of them, the oldest first.
   *
   * @param resending the channels that send once more by themselves
   */
  public List<Doubt> list(Collection<String> resending) {
    return sql("uncertain")
        .param("resending", resending.toArray(String[]::new))
        .query(Doubt.class)
        .list();
  }

  /** The act, locked until the transaction ends. */
  public Optional<Found> lock(long act) {
    return sql("settle-read").param("act", act).param("now", now()).query(Found.class).optional();
  }

  /**
   * It arrived: sent on the day on which it left, its steps taken, the contact counted.
   *
   * @param cause who says so, and why
   */
  public void arrived(Found act, String cause) {
    sql("settle-sent").params(Map.of("act", act.id(), "cause", cause, "now", now())).update();
    onDay("take-steps", act);
    onDay("count-contacts", act);
  }

  private void onDay(String name, Found act) {
    sql(name).param("acts", new Long[] {act.id()}).param("today", act.day()).update();
  }

  /** It did not arrive: it was no contact, its steps are free, its account is decided again. */
  public void lost(Found act, String cause) {
    sql("settle-not-sent").param("act", act.id()).param("cause", cause).update();
    forgetContact(act.id());
    sql("free-steps").param("acts", new Long[] {act.id()}).update();
  }

  /** It was no contact after all: the account's last one is that of its other messages. */
  public void forgetContact(long act) {
    sql("forget-contact").param("act", act).update();
  }

  /** The number under which the channel, or the post, knows it. */
  public void known(long act, String number) {
    sql("note-deposit").param("act", act).param("number", number).update();
  }

  private StatementSpec sql(String name) {
    return database.jdbc().sql(Sql.of("outbox/" + name));
  }

  private Object now() {
    return At.of(clock.instant());
  }
}
