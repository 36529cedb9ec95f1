package io.relance.store;

import io.relance.journal.Entry;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The outward switch, per company, and what the hub needs to know its own database by. */
public final class OutwardStore {
  /** Whether anything may leave. */
  public enum Mode {
    OFF,
    REDIRECT,
    CANARY,
    ON;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Where the switch stands.
   *
   * @param argument REDIRECT: the address; CANARY: debtor keys, comma-separated; else null
   */
  public record Outward(Mode mode, @Nullable String argument) {
    public static final Outward OFF = new Outward(Mode.OFF, null);

    /** The debtor keys of a canary. */
    public List<String> debtors() {
      return argument == null
          ? List.of()
          : Arrays.stream(argument.split(",")).map(String::strip).toList();
    }
  }

  private final Database database;
  private final JournalStore journal;
  private final Clock clock;

  public OutwardStore(Database database, JournalStore journal, Clock clock) {
    this.database = database;
    this.journal = journal;
    this.clock = clock;
  }

  /** Where the company's switch stands; off when it was never touched. */
  public Outward get(long company) {
    return database
        .jdbc()
        .sql(Sql.of("outward/get"))
        .param("company", company)
        .query(
            (row, n) ->
                new Outward(
                    Mode.valueOf(row.getString("mode").toUpperCase(Locale.ROOT)),
                    row.getString("argument")))
        .optional()
        .orElse(Outward.OFF);
  }

  /** The keys of a canary that no debtor of these companies has. */
  public List<String> strangers(Collection<Long> companies, Outward canary) {
    return database
        .jdbc()
        .sql(Sql.of("outward/strangers"))
        .param("companies", companies.toArray(Long[]::new))
        .param("debtors", canary.debtors().toArray(String[]::new))
        .query(String.class)
        .list();
  }

  /**
   * Turns the company's switch; the journal knows who did. Turning it to where it is does nothing.
   */
  public void set(long company, Outward outward, String actor) {
    database.inTransaction(
        () -> {
          int turned =
              database
                  .jdbc()
                  .sql(Sql.of("outward/set"))
                  .param("company", company)
                  .param("mode", outward.mode().text())
                  .param("argument", outward.argument())
                  .param("actor", actor)
                  .param("now", At.of(clock.instant()))
                  .update();
          if (turned > 0) {
            journal.append(List.of(entry(company, outward, actor, "")));
          }
        });
  }

  /**
   * The hub cannot be sure where it is: every company's switch falls back to off.
   *
   * @return the companies that were on
   */
  public List<Long> fallBack(String cause) {
    return database.inTransaction(
        () -> {
          List<Long> fallen =
              database
                  .jdbc()
                  .sql(Sql.of("outward/all-off"))
                  .param("actor", "hub")
                  .param("now", At.of(clock.instant()))
                  .query(Long.class)
                  .list();
          journal.append(
              fallen.stream().map(company -> entry(company, Outward.OFF, "hub", cause)).toList());
          return fallen;
        });
  }

  /** Whether anything may leave in any company. */
  public boolean anyOn() {
    return database.jdbc().sql(Sql.of("outward/any-on")).query(Boolean.class).single();
  }

  /** The identity of this database: made once, with its first migration. */
  public UUID hubId() {
    return database.jdbc().sql(Sql.of("outward/hub-id")).query(UUID.class).single();
  }

  /** The journal's last entry: a database that shows less than before is an older one. */
  public long highestSeq() {
    return database.jdbc().sql(Sql.of("journal/head")).query(Long.class).single();
  }

  private Entry entry(long company, Outward outward, String actor, String cause) {
    String argument = outward.argument() == null ? "" : outward.argument();
    return new Entry(
        clock.instant(),
        "outward " + outward.mode().text(),
        actor,
        company,
        null,
        null,
        Map.of("argument", argument, "cause", cause),
        null,
        null);
  }
}
