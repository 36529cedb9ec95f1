package io.relance.connector.file;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder into which somebody puts whole snapshots. A file stays where it lies until the cursor
 * that comes back says that the ledger holds it; then it goes to {@code processed/}. One that is
 * refused goes to {@code rejected/} with its report beside it. So a reading that is cut short, or
 * held until a person releases it, finds its file again, and nothing is read by half.
 */
public final class DropFolder {
  private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final int LONGEST_SUM = 10_000;

  private final Path folder;
  private final FileNames names;
  private final Rest rest;
  private final Instant now;
  private final Shelves shelves;

  /**
   * When a file is taken as written to its end.
   *
   * @param quiet it was not touched for so long
   * @param sums it is whole only with NAME.sha256 beside it, as sha256sum writes it; without this
   *     such a file may be missing, but must fit where it stands
   * @param zone in which the day of a name ends
   */
  public record Rest(Duration quiet, boolean sums, ZoneId zone) {}

  public DropFolder(Path folder, FileNames names, Rest rest, Instant now) {
    this.folder = folder;
    this.names = names;
    this.rest = rest;
    this.now = now;
    this.shelves = new Shelves(folder);
  }

  /**
   * The newest file that the ledger does not hold yet; empty when there is none. What the ledger
   * holds is archived on the way; what it held before, and what is older, is refused.
   *
   * @param known the last cursor; null = nothing is known, then any file will do
   * @param sides hash of the files read beside it, empty when there are none: when they changed,
   *     the file that the ledger holds is given once more
   * @throws SourceTrouble when the folder cannot be used, or a file contradicts its name or sum
   */
  public Optional<Arrival> next(@Nullable Stamp known, String sides) {
    try {
      List<Arrival> fresh = new ArrayList<>();
      for (Path path : waiting()) {
        Arrival file = arrival(path);
        if (known == null || isNews(file, known)) {
          fresh.add(file);
        }
      }
      Optional<Arrival> newest =
          fresh.stream().max(Comparator.comparing(Arrival::asOf).thenComparing(Arrival::name));
      return newest.isPresent() || known == null || known.sides().equals(sides)
          ? newest
          : again(known);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Is it newer than what the ledger holds? If not, it is put away. */
  private boolean isNews(Arrival file, Stamp known) throws IOException {
    boolean before = shelves.archived(file.mark()).isPresent();
    boolean same = file.sha256().equals(known.sha256());
    if (same && file.name().equals(known.name()) && !before) {
      shelves.archive(file);
      return false;
    }
    if (file.asOf().isBefore(known.asOf())) {
      putAway(file, Refusals.older(known));
      return false;
    }
    if ((before || same) && !(file.dated() && file.asOf().isAfter(known.asOf()))) {
      putAway(file, Refusals.again(known));
      return false;
    }
    return true;
  }

  private Optional<Arrival> again(Stamp known) throws IOException {
    return shelves
        .archived(known.mark())
        .map(path -> new Arrival(path, known.name(), known.asOf(), false, known.sha256()));
  }

  /** Files that are ours, plain and at rest; links are never followed out of the folder. */
  private List<Path> waiting() throws IOException {
    List<Path> waiting = new ArrayList<>();
    for (Path path : plain()) {
      if (names.matches(path.getFileName().toString()) && isAtRest(path)) {
        waiting.add(path);
      }
    }
    return waiting;
  }

  private List<Path> plain() throws IOException {
    List<Path> plain = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
      for (Path path : paths) {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          plain.add(path);
        }
      }
    }
    plain.sort(Comparator.naturalOrder());
    return plain;
  }

  /** One from the future is at rest too: it is refused, not waited for. */
  private boolean isAtRest(Path path) throws IOException {
    Instant written = written(path);
    boolean quiet = !written.isAfter(now.minus(rest.quiet())) || written.isAfter(now.plus(SKEW));
    return quiet && (!rest.sums() || isSummed(path));
  }

  private static boolean isSummed(Path path) {
    return Files.isRegularFile(Shelves.sum(path), LinkOption.NOFOLLOW_LINKS);
  }

  private static Instant written(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .lastModifiedTime()
        .toInstant();
  }

  private Arrival arrival(Path path) throws IOException {
    String name = path.getFileName().toString();
    Instant written = written(path).truncatedTo(ChronoUnit.SECONDS);
    Arrival file = new Arrival(path, name, written, false, Sha256.of(path));
    if (written.isAfter(now.plus(SKEW))) {
      throw refuse(file, Refusals.future(written.toString()), Kind.LIES);
    }
    if (isSummed(path) && !fits(file)) {
      throw refuse(file, Refusals.sum(), Kind.LIES);
    }
    return names.day(name).map(day -> onItsDay(file, day)).orElse(file);
  }

  private static boolean fits(Arrival file) throws IOException {
    Path sum = Shelves.sum(file.path());
    return Files.size(sum) < LONGEST_SUM
        && Files.readString(sum, StandardCharsets.ISO_8859_1)
            .strip()
            .toLowerCase(Locale.ROOT)
            .startsWith(file.sha256());
  }

  /** The day in the name bounds what the file can know. */
  private Arrival onItsDay(Arrival file, String day) {
    LocalDate date;
    try {
      date = LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE);
    } catch (DateTimeParseException e) {
      throw refuse(file, Refusals.noDay(day), Kind.DRIFT);
    }
    if (date.isAfter(LocalDate.ofInstant(now, rest.zone()))) {
      throw refuse(file, Refusals.future(date.toString()), Kind.LIES);
    }
    Instant end = date.atTime(LocalTime.of(23, 59, 59)).atZone(rest.zone()).toInstant();
    Instant asOf = file.asOf().isBefore(end) ? file.asOf() : end;
    return new Arrival(file.path(), file.name(), asOf, true, file.sha256());
  }

  /**
   * Puts a file into {@code rejected/} with its report beside it.
   *
   * @return what to throw
   */
  public SourceTrouble refuse(Arrival file, Report report, Kind kind) {
    try {
      Path kept = putAway(file, report);
      return new SourceTrouble(
          kind,
          "The file %s is refused, nothing of it was taken: %s. What to do: read %s.report.txt in %s, mend the export, put it there again"
              .formatted(file.name(), report.summary(), kept, folder));
    } catch (IOException e) {
      return unusable(e);
    }
  }

  /**
   * Judges a file that lies beside the ledger: it stays where it is, its report goes to {@code
   * rejected/}.
   *
   * @throws SourceTrouble MISCONFIGURED when there is a mistake in it
   */
  void judge(Path path, Report report) throws IOException {
    String name = path.getFileName().toString();
    shelves.report(name, report, now);
    if (!report.isEmpty()) {
      throw new SourceTrouble(
          Kind.MISCONFIGURED,
          "%s cannot be used: %s. What to do: read rejected/%s.report.txt in %s and mend it there"
              .formatted(name, report.summary(), name, folder));
    }
  }

  private Path putAway(Arrival file, Report report) throws IOException {
    LOG.warn("{} is refused: {}", file.path(), report.summary());
    return shelves.reject(file, report, now);
  }

  /** What to throw when nothing is known and nothing can be read. */
  public SourceTrouble empty() {
    return new SourceTrouble(
        Kind.MISCONFIGURED,
        "No whole file called %s lies in %s yet (there: %s). What to do: put one there; it is read once untouched for %d s%s"
            .formatted(
                names,
                folder,
                seen(),
                rest.quiet().toSeconds(),
                rest.sums() ? " with its .sha256 beside it" : ""));
  }

  /** Names of the files that lie there now, ours or not, at most ten. */
  public String seen() {
    try {
      List<String> found = plain().stream().map(path -> path.getFileName().toString()).toList();
      return found.isEmpty()
          ? "nothing"
          : String.join(", ", found.subList(0, Math.min(10, found.size())));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private SourceTrouble unusable(IOException e) {
    return new SourceTrouble(
        Kind.UNREACHABLE,
        "The drop folder %s cannot be used (%s). What to do: check that it is there, mounted, and that the hub may read and write it"
            .formatted(folder, e),
        e);
  }
}
