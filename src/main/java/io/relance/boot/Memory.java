package io.relance.boot;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * What a home remembers of its database (data/memory.properties): which one it is and how far its
 * journal was. A copy of production or a restored backup is noticed by it. A second node's home is
 * given the first one's file.
 */
final class Memory {
  private final Path file;

  Memory(Path file) {
    this.file = file;
  }

  /**
   * Why this database must not be trusted to send.
   *
   * @param seq of its journal's last entry
   */
  Optional<String> doubt(UUID hub, long seq) {
    if (!Files.exists(file)) {
      return Optional.of(
          "this home has never seen the database "
              + hub
              + " (it has no "
              + file.getFileName()
              + ")");
    }
    Properties known = read();
    if (!hub.toString().equals(known.getProperty("hub"))) {
      return Optional.of(
          "the database is " + hub + ", this home knows " + known.getProperty("hub"));
    }
    long remembered = Long.parseLong(known.getProperty("seq", "0"));
    return seq < remembered
        ? Optional.of(
            "the journal ends at " + seq + ", it was at " + remembered + ": an older database")
        : Optional.empty();
  }

  /** Whether it remembers any database. */
  boolean isEmpty() {
    return !Files.exists(file);
  }

  /** Remembers this database as it is now. */
  void keep(UUID hub, long seq) {
    Properties known = new Properties();
    known.setProperty("hub", hub.toString());
    known.setProperty("seq", String.valueOf(seq));
    Path fresh = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.createDirectories(file.getParent());
      try (Writer out = Files.newBufferedWriter(fresh)) {
        known.store(out, "what this home remembers of its database");
      }
      replace(fresh);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private void replace(Path fresh) throws IOException {
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Properties read() {
    Properties known = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      known.load(in);
      return known;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
