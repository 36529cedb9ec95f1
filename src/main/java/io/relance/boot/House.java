package io.relance.boot;

import io.relance.settings.Settings;
import io.relance.store.Database;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A home that is opened: its settings read, its database reached and migrated. No route runs yet;
 * commands that only look or switch use it as it is, {@link Hub} brings it to life.
 */
public final class House implements AutoCloseable {
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
    Settings settings = Settings.read(home.settings(), environment);
    String url = settings.get("relance.db.url");
    Postgres postgres =
        url.isEmpty()
            ? Postgres.at(
                home.data().resolve("postgres"), settings.number("relance.db.embedded.port"))
            : null;
    try {
      Database database = DatabaseDoor.open(settings, postgres == null ? url : postgres.url());
      return new House(home, settings, clock, postgres, database);
    } catch (RuntimeException e) {
      if (postgres != null) {
        postgres.close();
      }
      throw e;
    }
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

  @Override
  public void close() {
    database.close();
    if (postgres != null) {
      postgres.close();
    }
  }
}
