package io.relance.flow;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.relance.store.Payloads;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One day's list of letters, as CSV: one line each, whoever wrote it. */
final class Manifest {
  private static final int ADDRESS_LINES = 7;
  private static final List<String> FACTS =
      List.of(
          "date",
          "channel",
          "service",
          "source",
          "company",
          "debtor",
          "debtorName",
          "level",
          "language",
          "asked",
          "currency");

  private final Path file;
  private final Set<String> keys = new HashSet<>();
  private long read;

  Manifest(Path file) {
    this.file = file;
  }

  /** True when a letter's line stands there, this node's or another's. */
  boolean has(String key) throws IOException {
    if (Files.exists(file) && Files.size(file) != read) {
      readOn();
    }
    return keys.contains(key);
  }

  /** What a killed hub left half written is cut off: its letter was not finished either. */
  private void readOn() throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.allocate(Math.toIntExact(channel.size() - read));
      channel.read(rest, read);
      String text = new String(rest.array(), StandardCharsets.UTF_8);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      whole
          .lines()
          .map(line -> line.substring(0, Math.max(0, line.indexOf(','))))
          .forEach(keys::add);
      read += whole.getBytes(StandardCharsets.UTF_8).length;
      channel.truncate(read);
    }
  }

  /** On the disk when this returns. */
  void enter(String line, String key) throws IOException {
    String text = read == 0 ? head() + line : line;
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      read += channel.write(bytes, read);
      channel.force(true);
    }
    keys.add(key);
  }

  private static String head() {
    List<String> head = new ArrayList<>(List.of("key", "act", "file", "sha256"));
    head.addAll(FACTS);
    for (int i = 1; i <= ADDRESS_LINES; i++) {
      head.add("address" + i);
    }
    return csv(head);
  }

  static String line(Map<String, String> facts, String name, byte[] pdf) {
    List<String> cells =
        new ArrayList<>(
            List.of(
                facts.get("key"),
                facts.get("act"),
                name,
                HexFormat.of().formatHex(Payloads.sha256(pdf))));
    FACTS.forEach(fact -> cells.add(facts.getOrDefault(fact, "")));
    List<String> address = facts.getOrDefault("to", "").lines().toList();
    for (int i = 0; i < ADDRESS_LINES; i++) {
      cells.add(i < address.size() ? address.get(i) : "");
    }
    return csv(cells);
  }

  private static String csv(List<String> cells) {
    StringWriter line = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(line)) {
      csv.writeRecord(cells);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }
}
