package io.relance.store;

import io.relance.journal.Entry;
import io.relance.policy.Hold.Why;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The hub's own holds of accounts, and blocked addresses: what stops a sequence until a person has
 * looked. Each change by a person is journaled with the name.
 */
public final class HoldStore {
  /** The alert that stands while an answer waits for a person. */
  public static final String ALERT = "reply";

  private static final Pattern BLANKS = Pattern.compile("[\\p{Cntrl}\\s]+");

  private final Database database;
  private final JournalStore journal;
  private final AlertStore alerts;
  private final Clock clock;

  public HoldStore(Database database, JournalStore journal, AlertStore alerts, Clock clock) {
    this.database = database;
    this.journal = journal;
    this.alerts = alerts;
    this.clock = clock;
  }

  /**
   * Holds these accounts; they are decided again. Joins the caller's transaction, journals nothing.
   */
  public void put(
      Collection<Long> accounts, Why why, @Nullable LocalDate until, String note, String actor) {
    put(accounts, why, until, note, actor, true);
  }

  /**
   * @param shortens one of the same reason that lasts longer ends sooner; else it stays as it is
   */
  private void put(
      Collection<Long> accounts,
      Why why,
      @Nullable LocalDate until,
      String note,
      String actor,
      boolean shortens) {
    of("put", accounts)
        .param("shortens", shortens)
        .param("why", why.text())
        .param("until", until, java.sql.Types.DATE)
        .param("note", BLANKS.matcher(note).replaceAll(" ").strip())
        .param("actor", actor)
        .param("now", now())
        .update();
    of("review", accounts).update();
  }

  /** The holds that are in force today, the oldest first. */
  public List<Held> list() {
    return sql("list").param("now", now()).query(Held.class).list();
  }

  /**
   * A person holds whatever the key means, up to and including that day, whatever was said before.
   *
   * @return what has come of each account, a sentence each
   * @throws NoSuchElementException when the key means nothing
   * @throws IllegalStateException when that day is over
   */
  public List<String> hold(String key, @Nullable LocalDate until, String reason, String actor) {
    mustCome(until);
    return change(
        key,
        "account held",
        actor,
        Map.of("until", until == null ? "" : until.toString(), "reason", reason),
        accounts -> put(accounts, Why.PERSON, until, reason, actor));
  }

  /**
   * A person ends every hold of whatever the key means.
   *
   * @return what has come of each account, a sentence each
   * @throws NoSuchElementException when the key means nothing
   * @throws IllegalStateException when none of it is held
   */
  public List<String> unhold(String key, String reason, String actor) {
    return change(
        key,
        "account released",
        actor,
        Map.of("reason", reason),
        accounts -> end(key, accounts, Why.values()));
  }

  /**
   * A person has answered: the sequence goes on, after that day if one is given. A person's hold
   * that lasts longer stays.
   *
   * @param note what was agreed, for the journal
   * @return what has come of each account, a sentence each
   * @throws NoSuchElementException when the key means nothing
   * @throws IllegalStateException when nothing of it waits for an answer, or that day is over
   */
  public List<String> answered(
      String key, String note, @Nullable LocalDate holdUntil, String actor) {
    mustCome(holdUntil);
    return change(
        key,
        "reply answered",
        actor,
        Map.of("note", note, "until", holdUntil == null ? "" : holdUntil.toString()),
        accounts -> {
          end(key, accounts, Why.REPLY);
          if (holdUntil != null) {
            put(accounts, Why.PERSON, holdUntil, note, actor, false);
          }
        });
  }

  /** A hold that is over holds nothing; whoever asks for one has mistyped. */
  private void mustCome(@Nullable LocalDate until) {
    LocalDate yesterday = LocalDate.now(clock.withZone(ZoneOffset.UTC)).minusDays(1);
    if (until != null && until.isBefore(yesterday)) {
      throw new IllegalStateException(until + " is over: give a day to come");
    }
  }

  private void end(String key, Collection<Long> accounts, Why... whys) {
    List<Long> ended =
        of("end", accounts)
            .param("whys", java.util.Arrays.stream(whys).map(Why::text).toArray(String[]::new))
            .query(Long.class)
            .list();
    if (ended.isEmpty()) {
      throw new IllegalStateException(
          whys.length == 1
              ? "no answer of '%s' waits: relance explain %s shows what came back"
                  .formatted(key, key)
              : "'%s' is not held by the hub: relance explain %s shows why it is left alone"
                  .formatted(key, key));
    }
    of("review", accounts).update();
  }

  private interface Change {
    void of(List<Long> accounts);
  }

  private List<String> change(
      String key, String kind, String actor, Map<String, String> detail, Change change) {
    return database.inTransaction(
        () -> {
          List<Meant> meant = Meant.get(database, key);
          List<Held> before = list();
          change.of(meant.stream().map(Meant::id).toList());
          List<Held> now = list();
          journal.append(meant.stream().map(one -> entry(kind, actor, one, detail)).toList());
          if (!kind.equals("account held")) {
            meant.forEach(one -> alerts.clear(ALERT, one.who()));
          }
          return meant.stream().map(one -> one.told(before, now)).toList();
        });
  }

  private Entry entry(String kind, String actor, Meant one, Map<String, String> detail) {
    return new Entry(
        clock.instant(),
        kind,
        actor,
        one.company(),
        one.id(),
        null,
        new LinkedHashMap<>(detail),
        null,
        null);
  }

  /**
   * A person says that this address can be written to again; whoever has it is decided again.
   *
   * @return why it was blocked
   * @throws NoSuchElementException when it is not blocked
   */
  public String unblock(String address, String actor) {
    return database.inTransaction(
        () -> {
          String cause =
              sql("unblock")
                  .param("address", address)
                  .query(String.class)
                  .optional()
                  .orElseThrow(() -> new NoSuchElementException(address + " is not blocked"));
          List<Long> accounts = sql("addressed").param("address", address).query(Long.class).list();
          of("reachable", accounts).update();
          of("end", accounts).param("whys", new String[] {"bounce"}).query(Long.class).list();
          of("review", accounts).update();
          alerts.clear("address", address);
          Map<String, String> detail = Map.of("address", address, "was", cause);
          Instant now = clock.instant();
          journal.append(
              List.of(
                  new Entry(
                      now, "address unblocked", actor, null, null, null, detail, null, null)));
          return cause;
        });
  }

  /**
   * Ends the holds of late bounces whose debtors' contacts were corrected; they are decided again.
   */
  public void endMended(long company) {
    List<Long> mended = sql("mended").param("company", company).query(Long.class).list();
    if (!mended.isEmpty()) {
      of("review", mended).update();
    }
  }

  /**
   * Answers that wait since that day or longer and were not said again since; they are said now.
   */
  public List<Held> unanswered(LocalDate before, LocalDate today) {
    return sql("unanswered").param("before", before).param("today", today).query(Held.class).list();
  }

  private StatementSpec of(String name, Collection<Long> accounts) {
    return sql(name).param("accounts", accounts.toArray(Long[]::new));
  }

  private StatementSpec sql(String name) {
    return database.jdbc().sql(Sql.of("hold/" + name));
  }

  private Object now() {
    return At.of(clock.instant());
  }
}
