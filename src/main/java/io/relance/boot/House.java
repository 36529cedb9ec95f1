package io.relance.boot;

import io.relance.settings.Settings;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.JournalStore;
import io.relance.store.OutwardStore;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A home that is opened: its settings read, its database reached and migrated. No route runs yet;
 * commands that only look or switch use it as it is, {@link Hub} brings it to life.
 */
public final class House implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(House.class);

  private final Home home;
  private final Settings settings;
  private final Clock clock;
  private final @Nullable Postgres postgres;
  private final Database database;

  private House(
      Home home, Settings settings, Clock clock, @Nullable Postgres postgres, Database database) {
    this.home = home;
    this.settings = settings;
    this.clock = clock;
    this.postgres = postgres;
    this.database = database;
  }

  /**
   * Opens the home.
   *
   * @throws io.relance.settings.Mistakes when its files or its database are not as they must be
   */
  public static House open(Home home, Clock clock, Map<String, String> environment) {
    return open(home, Settings.read(home.settings(), environment), clock);
  }

  /** A home whose database cannot be used: a check looks at the rest. */
  static House unreached(Home home, Settings settings, Clock clock) {
    return new House(home, settings, clock, null, Database.unreached());
  }

  static House open(Home home, Settings settings, Clock clock) {
    String url = settings.get("relance.db.url");
    Postgres postgres =
        url.isEmpty()
            ? Postgres.at(
                home.data().resolve("postgres"), settings.number("relance.db.embedded.port"))
            : null;
    try {
      Database database = DatabaseDoor.open(settings, postgres == null ? url : postgres.url());
      House house = new House(home, settings, clock, postgres, database);
      house.meet();
      return house;
    } catch (RuntimeException e) {
      if (postgres != null) {
        postgres.close();
      }
      throw e;
    }
  }

  /** A first look at a database in which nothing may leave yet: from now on it is known. */
  private void meet() {
    if (memory().isEmpty() && !outward().anyOn()) {
      remember();
    }
  }

  /**
   * A database that is not the one this home knows sends nothing until a person says so again: for
   * whoever lets notices leave. Those who only look need not ask.
   */
  public void recognise() {
    AlertStore alerts = new AlertStore(database, clock);
    OutwardStore outward = outward();
    memory()
        .doubt(outward.hubId(), outward.highestSeq())
        .ifPresent(cause -> fallBack(outward, alerts, cause));
    remember();
  }

  private static void fallBack(OutwardStore outward, AlertStore alerts, String cause) {
    int fallen = outward.fallBack(cause).size();
    if (fallen > 0) {
      String remedy = "; the outward switch of %d company(ies) is off: see plan, then arm again";
      LOG.warn("{}{}", cause, remedy.formatted(fallen));
      alerts.raise("database", "outward", cause + remedy.formatted(fallen));
    }
  }

  /** Remembers the database as it is now; called now and then, so that an older one is noticed. */
  public void remember() {
    OutwardStore outward = outward();
    memory().keep(outward.hubId(), outward.highestSeq());
  }

  private OutwardStore outward() {
    return new OutwardStore(database, new JournalStore(database), clock);
  }

  private Memory memory() {
    return new Memory(home.data().resolve("memory.properties"));
  }

  public Home home() {
    return home;
  }

  public Settings settings() {
    return settings;
  }

  public Clock clock() {
    return clock;
  }

  public Database database() {
    return database;
  }

  Relays relays() {
    return new Relays(home, settings, clock);
  }

  @Override
  public void close() {
    database.close();
    if (postgres != null) {
      postgres.close();
    }
  }
}
