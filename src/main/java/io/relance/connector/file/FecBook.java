package io.relance.connector.file;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one reading of a FEC left: its customer lines in a temporary file, in order, and what must
 * be known of all of it before one of them can be judged.
 */
final class FecBook implements AutoCloseable {
  private final Path file = Files.createTempFile("relance-fec", ".tmp");
  private final DataOutputStream out =
      new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
  private final Map<String, String> names = new HashMap<>();
  private final Journals journals = new Journals();
  private final Openings openings = new Openings();
  private long lines;
  private @Nullable LocalDate last;

  FecBook() throws IOException {}

  /** Takes one line on a customer account. */
  void add(FecLine line, String name) throws IOException {
    names.merge(line.debtor(), name, (before, now) -> now.isEmpty() ? before : now);
    openings.look(line);
    line.write(out);
  }

  /** Takes what every line says, whatever its account. */
  void count(String journal, String account, LocalDate booked) {
    lines++;
    journals.look(journal, account);
    last = last == null || booked.isAfter(last) ? booked : last;
  }

  interface Lines {
    void take(FecLine line) throws IOException;
  }

  /** Every customer line that counts: those before a detailed opening stand in it again. */
  void each(Lines lines) throws IOException {
    out.flush();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      while (true) {
        FecLine line = FecLine.read(in);
        if (openings.counts(line)) {
          lines.take(line);
        }
      }
    } catch (EOFException e) {
      return;
    }
  }

  long lines() {
    return lines;
  }

  /** The last day on which something was booked; null when nothing was. */
  @Nullable LocalDate last() {
    return last;
  }

  String name(String debtor) {
    return names.getOrDefault(debtor, "");
  }

  Journals journals() {
    return journals;
  }

  Openings openings() {
    return openings;
  }

  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(file);
  }
}
