package io.relance.flow;

import io.relance.outbox.LetterName;
import io.relance.outbox.Receipt;
import io.relance.outbox.Undelivered;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * The folder from which letters are printed, bound as {@code printFolder}. A letter is written
 * under a temporary name, entered in the manifest of its day, then given its name: whatever is
 * killed in between, done again it ends as one file and one line. Several hubs may share a folder.
 */
public final class PrintFolder {
  private final Path folder;
  private final LetterName names;
  private final Map<String, Manifest> manifests = new HashMap<>();

  /**
   * @param folder made when the first letter comes
   */
  public PrintFolder(Path folder, LetterName names) {
    this.folder = folder;
    this.names = names;
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

  /** What was done, in words. */
  synchronized String put(Map<String, String> facts, byte[] pdf) {
    String name = names.of(facts);
    try {
      Files.createDirectories(folder);
      try (FileChannel door =
              FileChannel.open(
                  folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = door.lock()) {
        return put(facts, name, pdf);
      }
    } catch (IOException e) {
      throw new Undelivered(
          new Receipt.Down(
              "the print folder %s cannot be written: %s".formatted(folder, e.getMessage())),
          e);
    }
  }

  private String put(Map<String, String> facts, String name, byte[] pdf) throws IOException {
    Path part = folder.resolve("." + name + ".part");
    Manifest manifest =
        manifests.computeIfAbsent(
            "letters-" + facts.get("date") + ".csv", file -> new Manifest(folder.resolve(file)));
    if (manifest.has(facts.get("key"))) {
      finish(part, name);
      return name + ", there already";
    }
    write(part, pdf);
    manifest.enter(Manifest.line(facts, name, pdf), facts.get("key"));
    finish(part, name);
    return name;
  }

  private static void write(Path part, byte[] pdf) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      file.write(java.nio.ByteBuffer.wrap(pdf));
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
