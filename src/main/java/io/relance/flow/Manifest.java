package io.relance.flow;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One day's list of letters, as CSV: one line each, whoever wrote it. */
final class Manifest {
  private static final int ADDRESS_LINES = 7;
  private static final Pattern FORMULA = Pattern.compile("[=@\t]|[+-](?![0-9.]+$)");
  private static final List<String> OWN =
      List.of("key", "act", "file", "sha256", "firstPage", "lastPage");
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
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, List<Place>> together = new HashMap<>();
  private long read;

  /**
   * Where a letter is.
   *
   * @param first its first page in that file, 0 = the file is this letter alone
   */
  record Place(String act, String file, int first, int last) {
    static Place alone(String act, String file) {
      return new Place(act, file, 0, 0);
    }

    /** As a person reads it. */
    String said() {
      return first == 0 ? file : "%s, pages %d-%d".formatted(file, first, last);
    }
  }

  Manifest(Path file) {
    this.file = file;
  }

  /** A letter's line, this node's or another's. */
  Optional<Place> find(String key) throws IOException {
    look();
    return Optional.ofNullable(places.get(key));
  }

  /** The letters of one print file, in their order. */
  List<Place> in(String name) throws IOException {
    look();
    return List.copyOf(together.getOrDefault(name, List.of()));
  }

  /** What was taken away with the file is still known here. */
  private void look() throws IOException {
    long size = Files.exists(file) ? Files.size(file) : 0;
    read = Math.min(read, size);
    if (size > read) {
      readOn();
    }
  }

  /** What a killed hub left half written is cut off: its letter was not finished either. */
  private void readOn() throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.allocate(Math.toIntExact(channel.size() - read));
      channel.read(rest, read);
      String text = new String(rest.array(), StandardCharsets.UTF_8);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      try (CsvReader<CsvRecord> lines = CsvReader.builder().ofCsvRecord(whole)) {
        lines.stream().filter(line -> line.getFieldCount() > OWN.size()).forEach(this::note);
      }
      read += whole.getBytes(StandardCharsets.UTF_8).length;
      channel.truncate(read);
    }
  }

  private void note(CsvRecord line) {
    if (!line.getField(0).equals(OWN.get(0))) {
      note(
          line.getField(0),
          new Place(
              line.getField(1), line.getField(2), page(line.getField(4)), page(line.getField(5))));
    }
  }

  private void note(String key, Place place) {
    if (places.put(key, place) == null && place.first() > 0) {
      together.computeIfAbsent(place.file(), file -> new ArrayList<>()).add(place);
    }
  }

  private static int page(String cell) {
    return cell.isEmpty() ? 0 : Integer.parseInt(cell);
  }

  /** On the disk when this returns. */
  void enter(Map<String, String> facts, Place place, byte[] pdf) throws IOException {
    String line = line(facts, place, pdf);
    String text = read == 0 ? head() + line : line;
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long end = read;
      while (bytes.hasRemaining()) {
        end += channel.write(bytes, end);
      }
      channel.force(true);
      read = end;
    }
    note(facts.get("key"), place);
  }

  private static String head() {
    List<String> head = new ArrayList<>(OWN);
    head.addAll(FACTS);
    for (int i = 1; i <= ADDRESS_LINES; i++) {
      head.add("address" + i);
    }
    return csv(head);
  }

  private static String line(Map<String, String> facts, Place place, byte[] pdf) {
    List<String> cells = new ArrayList<>();
    cells.add(facts.get("key"));
    cells.add(place.act());
    cells.add(place.file());
    cells.add(HexFormat.of().formatHex(Payloads.sha256(pdf)));
    cells.add(cell(place.first()));
    cells.add(cell(place.last()));
    FACTS.forEach(fact -> cells.add(text(facts.get(fact))));
    List<String> address = facts.getOrDefault("to", "").lines().toList();
    for (int i = 0; i < ADDRESS_LINES; i++) {
      cells.add(text(address(address, i)));
    }
    return csv(cells);
  }

  /** What is more than there are cells for stands in the last one. */
  private static String address(List<String> lines, int i) {
    if (i >= lines.size()) {
      return "";
    }
    int end = i == ADDRESS_LINES - 1 ? lines.size() : i + 1;
    return String.join(", ", lines.subList(i, end));
  }

  private static String cell(int page) {
    return page == 0 ? "" : String.valueOf(page);
  }

  /** On one line; a spreadsheet that opens the list finds words, not a formula. */
  private static String text(@Nullable String fact) {
    String line = fact == null ? "" : fact.replaceAll("\\R", " ");
    return FORMULA.matcher(line).lookingAt() ? "'" + line : line;
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
