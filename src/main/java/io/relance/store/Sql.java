package io.relance.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Our statements: one .sql file each under src/main/resources/sql, named by room and file
 * ("ledger/merge-items").
 */
public final class Sql {
  private static final Map<String, String> READ = new ConcurrentHashMap<>();

  private Sql() {}

  /** The text of sql/NAME.sql; throws when there is none. */
  public static String of(String name) {
    return READ.computeIfAbsent(name, Sql::read);
  }

  private static String read(String name) {
    try (InputStream in = Sql.class.getResourceAsStream("/sql/" + name + ".sql")) {
      if (in == null) {
        throw new IllegalArgumentException("no statement sql/" + name + ".sql on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
