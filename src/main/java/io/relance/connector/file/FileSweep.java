package io.relance.connector.file;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/**
 * One sweep of one company: finds the newest whole file, reads it to its end, and only then hands
 * on its pages. What goes wrong on the way leaves the ledger as it was.
 */
final class FileSweep {
  /** Exchange property: what the close will say. */
  static final String CLOSE = "fileClose";

  /** It is held in memory whole. */
  private static final long LARGEST_BESIDE = 64L << 20;

  private final Drop drop;
  private final Format format;
  private final Exchange exchange;
  private final String company;
  private final Instant now;
  private final DropFolder folder;
  private final @Nullable Stamp known;

  FileSweep(Drop drop, Format format, Exchange exchange) {
    this.drop = drop;
    this.format = format;
    this.exchange = exchange;
    this.company = exchange.getProperty("company", "", String.class);
    this.now = Instant.ofEpochMilli(exchange.getClock().getCreated());
    String zone = exchange.getProperty("zone", "Europe/Paris", String.class);
    this.folder = drop.open(company, ZoneId.of(zone), now);
    this.known = Stamp.read(exchange.getProperty("known", String.class));
  }

  /** The pages; none when nothing new lies there. */
  Iterator<Spool.Sheet> pages() {
    try {
      String sides = sides();
      Optional<Arrival> file = areSidesAtRest() ? folder.next(known, sides) : Optional.empty();
      if (file.isPresent()) {
        return pages(file.get(), sides);
      }
      exchange.setProperty(CLOSE, unchanged());
      return Collections.emptyIterator();
    } catch (IOException e) {
      throw new SourceTrouble(
          Kind.UNREACHABLE,
          "A file of %s could not be read: %s. What to do: check the disk; it is tried again"
              .formatted(company, e),
          e);
    }
  }

  private Map<String, Object> unchanged() {
    if (known == null) {
      throw folder.empty();
    }
    Map<String, Object> close = new LinkedHashMap<>();
    close.put("unchanged", true);
    close.put("cursor", known.text());
    close.put("mark", known.asOf().toString());
    close.put("asOf", known.asOf().toString());
    close.put("identity", identity());
    return close;
  }

  private String identity() {
    return format.name() + " files of " + company;
  }

  private Iterator<Spool.Sheet> pages(Arrival file, String sides) throws IOException {
    if (Files.size(file.path()) > drop.largestBytes()) {
      throw folder.refuse(file, Refusals.large(drop.largestBytes() >> 20), Kind.DRIFT);
    }
    Sides beside = contacts();
    Spool spool = new Spool(drop.pageSize());
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new SynchronizationAdapter() {
              @Override
              public void onDone(Exchange done) {
                spool.close();
              }
            });
    card(spool);
    Report report = new Report();
    Snapshot snapshot = format.read(file, known, beside, spool, report);
    if (!report.isEmpty()) {
      throw folder.refuse(file, report, Kind.LIES);
    }
    exchange.setProperty(CLOSE, snapshot.close(file, sides, identity()));
    return spool.pages();
  }

  private Sides contacts() throws IOException {
    Path path = drop.contacts(company);
    if (!isThere(path)) {
      return Sides.none();
    }
    Report report = new Report();
    if (Files.size(path) > LARGEST_BESIDE) {
      report.add(0, "plus de 64 Mo", "more than 64 MB");
      folder.judge(path, report);
    }
    Sides sides = Sides.read(path, report);
    folder.judge(path, report);
    return sides;
  }

  private void card(Spool spool) throws IOException {
    Path path = drop.card(company);
    if (isThere(path)) {
      Report report = new Report();
      Map<String, String> facts = Card.read(path, company, report);
      folder.judge(path, report);
      spool.add(
          "company",
          json -> {
            for (Map.Entry<String, String> fact : facts.entrySet()) {
              json.writeStringField(fact.getKey(), fact.getValue());
            }
          });
    }
  }

  private List<Path> besides() {
    List<Path> there = new ArrayList<>();
    for (Path path : List.of(drop.contacts(company), drop.card(company))) {
      if (isThere(path)) {
        there.add(path);
      }
    }
    return there;
  }

  /** Hash of the files beside the ledger; one that was there and is gone stops the reading. */
  private String sides() throws IOException {
    StringBuilder sides = new StringBuilder();
    for (Path path : besides()) {
      sides.append(sides.isEmpty() ? "" : " ");
      sides.append(path.getFileName()).append('=').append(Sha256.of(path));
    }
    if (known != null) {
      for (Path path : List.of(drop.contacts(company), drop.card(company))) {
        if (!isThere(path) && known.sides().contains(path.getFileName() + "=")) {
          throw new SourceTrouble(
              Kind.MISCONFIGURED,
              "%s is gone, which the last reading used. What to do: put it back, or one with its header only"
                  .formatted(path));
        }
      }
    }
    return sides.toString();
  }

  private boolean areSidesAtRest() throws IOException {
    for (Path path : besides()) {
      if (Files.getLastModifiedTime(path).toInstant().isAfter(now.minus(drop.quiet()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isThere(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }
}
