package io.relance.connector.file;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A file that lies in the drop folder, written to its end.
 *
 * @param asOf the moment whose state it shows, in whole seconds: its own, not after the day in its
 *     name
 * @param dated its name carries a day
 * @param sha256 of its bytes, in lower-case hex
 */
public record Arrival(Path path, String name, Instant asOf, boolean dated, String sha256) {

  /** The part of its hash that the names of archived files carry. */
  String mark() {
    return mark(sha256);
  }

  static String mark(String sha256) {
    return sha256.substring(0, 16);
  }
}
