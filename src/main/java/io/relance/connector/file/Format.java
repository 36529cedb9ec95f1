package io.relance.connector.file;

import io.relance.connector.SourceTrouble;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How one kind of file becomes records. */
interface Format {
  /** What it is called in the identity of a source: FEC, list. */
  String name();

  /**
   * Reads the file from its first byte to its last into the spool.
   *
   * @param known the file that the ledger holds; null = nothing is known
   * @param report takes every mistake; then what is in the spool is worthless
   * @throws SourceTrouble OLDER when it shows less than the one before
   */
  Snapshot read(Arrival file, @Nullable Stamp known, Sides sides, Spool spool, Report report)
      throws IOException;
}
