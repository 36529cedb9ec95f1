package io.relance.connector.sage;

import io.relance.connector.Page;
import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import io.relance.connector.file.Arrival;
import io.relance.connector.file.DropFolder;
import io.relance.connector.file.FileNames;
import io.relance.connector.file.Report;
import io.relance.connector.file.Stamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * What the kamelets of connectors/sage-export call: the parameters, and the newest text export of a
 * drop folder as pages. A file is read to its end before anything of it is handed on.
 */
public final class Export {
  private static final String CLOSE = "sageExportClose";

  private Path home = Path.of(".");
  private String folder = "";
  private String files = "*.txt";
  private int quietSeconds = 30;
  private boolean sums;
  private long largestMegabytes = 400;
  private String encoding = "IBM850";
  private int pageSize = 1000;
  private final Access books = new Access();

  /** Where paths that are not absolute begin. */
  public void setHome(String home) {
    this.home = Path.of(home.strip());
  }

  public void setFolder(String folder) {
    this.folder = folder.strip();
  }

  /** See {@link FileNames}. */
  public void setFiles(String files) {
    this.files = files.strip();
  }

  public void setQuietSeconds(int quietSeconds) {
    this.quietSeconds = Math.max(0, quietSeconds);
  }

  public void setSums(boolean sums) {
    this.sums = sums;
  }

  public void setLargestMegabytes(long largestMegabytes) {
    this.largestMegabytes = Math.max(1, largestMegabytes);
  }

  /** A charset's name. */
  public void setEncoding(String encoding) {
    this.encoding = encoding.strip();
  }

  public void setPageSize(int pageSize) {
    this.pageSize = Math.max(1, Math.min(Page.MOST, pageSize));
  }

  /** Accounts, currencies and terms, as for the database. */
  public Access getBooks() {
    return books;
  }

  // --- what the kamelets call

  /** Puts lazy pages of the newest file into the body; none when nothing new lies there. */
  public void sweep(Exchange exchange) {
    DropFolder drop = drop(exchange);
    Stamp known = Stamp.read(exchange.getProperty("known", String.class));
    Optional<Arrival> file = drop.next(known, "");
    if (file.isPresent()) {
      read(exchange, drop, file.get());
    } else if (known == null) {
      throw drop.empty();
    } else {
      exchange.setProperty(CLOSE, unchanged(known));
      exchange.getMessage().setBody(Collections.emptyIterator());
    }
  }

  private void read(Exchange exchange, DropFolder drop, Arrival file) {
    Report report = new Report();
    try {
      if (Files.size(file.path()) > largestMegabytes << 20) {
        throw drop.refuse(
            file,
            Report.of(
                "plus grand que %d Mo".formatted(largestMegabytes),
                "larger than %d MB".formatted(largestMegabytes)),
            Kind.DRIFT);
      }
      Buckets buckets = new Buckets();
      closeAfter(exchange, buckets);
      ExportReading reading =
          ExportReading.of(file.path(), encoding, books.given(), buckets, report);
      if (!report.isEmpty()) {
        throw drop.refuse(file, report, Kind.LIES);
      }
      ExportPages pages =
          new ExportPages(
              reading,
              exchange.getProperty("company", "1", String.class),
              exchange.getProperty("today", LocalDate.class),
              pageSize);
      exchange.setProperty(CLOSE, Map.of("pages", pages, "file", file));
      exchange.getMessage().setBody(pages);
    } catch (IOException e) {
      throw new SourceTrouble(
          Kind.UNREACHABLE,
          "The file %s could not be read: %s. What to do: check the disk; it is tried again."
              .formatted(file.name(), e),
          e);
    }
  }

  private static void closeAfter(Exchange exchange, Buckets buckets) {
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new SynchronizationAdapter() {
              @Override
              public void onDone(Exchange done) {
                buckets.close();
              }
            });
  }

  private static Map<String, Object> unchanged(Stamp known) {
    Map<String, Object> close = new LinkedHashMap<>();
    close.put("unchanged", true);
    close.put("cursor", known.text());
    close.put("mark", known.asOf().toString());
    close.put("asOf", known.asOf().toString());
    close.put("identity", known.facts().getOrDefault("identity", ""));
    return close;
  }

  /** After the last page: the proof. */
  public void close(Exchange exchange) {
    Map<?, ?> close = exchange.getProperty(CLOSE, Map.class);
    exchange.getMessage().removeHeaders("*");
    exchange
        .getMessage()
        .setBody(
            close.get("pages") instanceof ExportPages pages
                ? proof(pages, (Arrival) close.get("file"))
                : close);
    exchange.removeProperty(CLOSE);
  }

  private static Map<String, Object> proof(ExportPages pages, Arrival file) {
    Map<String, Object> close = new LinkedHashMap<>(pages.proof());
    String identity = pages.identity();
    close.put("cursor", Stamp.of(file, "", Map.of("identity", identity)).text());
    close.put("mark", file.asOf().toString());
    close.put("asOf", file.asOf().toString());
    close.put("identity", identity);
    return close;
  }

  /** Answers whether the folder is there and what lies in it. */
  public void probe(Exchange exchange) {
    Path path = path();
    boolean usable = Files.isDirectory(path) && Files.isReadable(path) && Files.isWritable(path);
    String company = exchange.getProperty("company", "1", String.class);
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("version", "Sage 100 text export");
    found.put("identity", "Sage 100 text export of " + company);
    found.put("user", path.toString());
    found.put("companies", List.of(Map.of("key", company, "name", company)));
    found.put("ownDunning", null);
    found.put(
        "problems",
        usable
            ? List.of()
            : List.of(
                Map.of(
                    "what",
                    "the folder " + path + " is not there, or may not be read and written",
                    "remedy",
                    "create it, mount it, give the hub's user both rights")));
    exchange.getMessage().setBody(found);
  }

  private Path path() {
    return home.resolve(folder).normalize();
  }

  private DropFolder drop(Exchange exchange) {
    FileNames names = FileNames.of(files, exchange.getProperty("company", "1", String.class));
    ZoneId zone = ZoneId.of(exchange.getProperty("zone", "Europe/Paris", String.class));
    Instant now = Instant.ofEpochMilli(exchange.getClock().getCreated());
    DropFolder.Rest rest = new DropFolder.Rest(Duration.ofSeconds(quietSeconds), sums, zone);
    return new DropFolder(path(), names, rest, now);
  }
}
