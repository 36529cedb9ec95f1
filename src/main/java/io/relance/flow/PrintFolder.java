package io.relance.flow;

import io.relance.flow.Manifest.Place;
import io.relance.outbox.LetterName;
import io.relance.outbox.Receipt;
import io.relance.outbox.Undelivered;
import io.relance.press.Press;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The folder from which letters are printed, bound as {@code printFolder}. A letter is written
 * under a temporary name, entered in the manifest of its day, then given its name: whatever is
 * killed in between, done again it ends as one file and one line. Several hubs may share a folder.
 * With trays it gathers there, and {@link Binder} makes one file of several.
 */
public final class PrintFolder {
  private static final int DAYS_KNOWN = 8;
  private static final int DATE = "letters-".length();
  private static final int DATE_END = DATE + "2026-07-07".length();

  private final Path folder;
  private final LetterName names;
  private final @Nullable Trays trays;
  private final Map<String, Manifest> manifests =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Manifest> eldest) {
          return size() > DAYS_KNOWN;
        }
      };

  /**
   * Every letter a file of its own.
   *
   * @param folder made when the first letter comes
   */
  public PrintFolder(Path folder, LetterName names) {
    this(folder, names, null);
  }

  /**
   * The letters of a day, company and channel become one file.
   *
   * @param duplex printed on both sides: each letter begins on a sheet of its own
   */
  public static PrintFolder gathering(Path folder, LetterName names, Press press, boolean duplex) {
    return new PrintFolder(folder, names, new Trays(folder, press, duplex));
  }

  private PrintFolder(Path folder, LetterName names, @Nullable Trays trays) {
    this.folder = folder;
    this.names = names;
    this.trays = trays;
  }

  /**
   * The letter in the body lies in the folder when this returns; property {@code receipt} says so.
   *
   * @throws Undelivered when the folder cannot be written: the letter waits and is no attempt worse
   */
  public void put(Exchange exchange) {
    byte[] pdf = exchange.getMessage().getBody(byte[].class);
    exchange.setProperty("receipt", put(facts(exchange), pdf));
  }

  /**
   * For a route that puts the letter elsewhere: its file name as the header {@code CamelFileName}.
   */
  public void name(Exchange exchange) {
    exchange.getMessage().setHeader(Exchange.FILE_NAME, names.of(facts(exchange)));
  }

  static Map<String, String> facts(Exchange exchange) {
    Map<String, String> facts = new HashMap<>();
    exchange.getProperties().forEach((name, value) -> facts.put(name, String.valueOf(value)));
    return facts;
  }

  Path path() {
    return folder;
  }

  /** What was done, in words. */
  String put(Map<String, String> facts, byte[] pdf) {
    try {
      Files.createDirectories(folder);
      return locked(() -> put(facts, names.of(facts), pdf));
    } catch (IOException e) {
      throw new Undelivered(
          new Receipt.Down(
              "the print folder %s cannot be written: %s".formatted(folder, e.getMessage())),
          e);
    }
  }

  /** The letters of a print file, in its order. */
  List<Place> letters(String file) throws IOException {
    String date = file.substring(DATE, DATE_END);
    return locked(
        () -> {
          List<Place> letters = manifest(date).in(file);
          if (letters.isEmpty() && Files.notExists(path(date))) {
            throw new IOException("its manifest " + path(date) + " is gone, put it back");
          }
          return letters;
        });
  }

  interface Step<T> {
    T run() throws IOException;
  }

  /** Does something while nobody else changes what lies here. */
  synchronized <T> T locked(Step<T> step) throws IOException {
    try (FileChannel door =
            FileChannel.open(
                folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = door.lock()) {
      return step.run();
    }
  }

  private Manifest manifest(String date) {
    return manifests.computeIfAbsent(date, day -> new Manifest(path(day)));
  }

  private Path path(String date) {
    return folder.resolve("letters-" + date + ".csv");
  }

  private String put(Map<String, String> facts, String name, byte[] pdf) throws IOException {
    Manifest manifest = manifest(facts.get("date"));
    Path part = folder.resolve("." + name + ".part");
    Optional<Place> there = manifest.find(facts.get("key"));
    if (there.isPresent()) {
      finish(part, name);
      return there.get().said() + ", there already";
    } else if (trays != null) {
      return trays.put(facts, pdf, manifest).said();
    }
    write(part, pdf);
    manifest.enter(facts, Place.alone(facts.get("act"), name), pdf);
    finish(part, name);
    return name;
  }

  static void write(Path part, byte[] pdf) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(pdf);
      while (rest.hasRemaining()) { // a disk that fills up takes a part, then refuses
        file.write(rest);
      }
      file.force(true);
    }
  }

  /** Whoever prints may have taken a finished letter away: it is not put there again. */
  private void finish(Path part, String name) throws IOException {
    if (Files.exists(part)) {
      Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
