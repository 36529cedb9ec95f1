package io.relance.boot;

import io.relance.settings.Mistakes;
import io.relance.settings.Settings;
import io.relance.store.Database;
import java.util.List;

/** Opens the database, and says what is wrong with it in words that name the setting. */
final class DatabaseDoor {
  private DatabaseDoor() {}

  static Database open(Settings settings, String url) {
    try {
      return Database.open(
          url,
          settings.get("relance.db.user"),
          settings.get("relance.db.password"),
          settings.number("relance.db.pool"));
    } catch (RuntimeException e) {
      throw new Mistakes(
          List.of(
              settings.mistake(
                  "relance.db.url",
                  "the database " + bare(url) + " cannot be used: " + firstLine(root(e)),
                  "check that it runs, that the user may create tables in it, and that its version is 14 or later")));
    }
  }

  /** Without its query, which may carry a password. */
  private static String bare(String url) {
    return url.replaceFirst("\\?.*", "");
  }

  private static Throwable root(Throwable e) {
    return e.getCause() == null ? e : root(e.getCause());
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}
