package io.relance.connector.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Where files go when they are done: {@code processed/} under a name that carries moment and hash,
 * {@code rejected/} with a report. Each move is one rename inside the drop folder.
 */
final class Shelves {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path folder;

  Shelves(Path folder) {
    this.folder = folder;
  }

  /** The ledger holds it. */
  void archive(Arrival file) throws IOException {
    String name = WHEN.format(file.asOf()) + "-" + file.mark() + "-" + file.name();
    move(file.path(), shelf("processed").resolve(name));
  }

  /** The archived file of that mark, as long as nobody tidied it away. */
  Optional<Path> archived(String mark) throws IOException {
    DirectoryStream.Filter<Path> marked =
        path -> path.getFileName().toString().contains("-" + mark + "-");
    try (DirectoryStream<Path> found = Files.newDirectoryStream(shelf("processed"), marked)) {
      for (Path path : found) {
        if (!path.toString().endsWith(".sha256")) {
          return Optional.of(path);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * It is refused. The report stands before the file goes: killed in between, the file is refused
   * once more.
   *
   * @return where it lies now, below the drop folder
   */
  Path reject(Arrival file, Report report, Instant now) throws IOException {
    Path rejected = shelf("rejected");
    Path target = free(rejected, file.name());
    write(target, report.text(file.name(), file.sha256(), now));
    move(file.path(), target);
    return folder.relativize(target);
  }

  /** The report of a file that stays where it is; none when there is nothing to say. */
  void report(String name, Report report, Instant now) throws IOException {
    Path target = folder.resolve("rejected").resolve(name);
    if (!report.isEmpty()) {
      write(shelf("rejected").resolve(name), report.text(name, "", now));
    } else if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(reportOf(target));
    }
  }

  private static void write(Path file, String text) throws IOException {
    Path written = Files.createTempFile(file.getParent(), ".report", ".part");
    Files.writeString(written, text);
    Files.move(written, reportOf(file), StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path reportOf(Path file) {
    return file.resolveSibling(file.getFileName() + ".report.txt");
  }

  private static Path free(Path folder, String name) {
    Path target = folder.resolve(name);
    for (int n = 2; Files.exists(target, LinkOption.NOFOLLOW_LINKS); n++) {
      target = folder.resolve(name + "~" + n);
    }
    return target;
  }

  private static void move(Path file, Path target) throws IOException {
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    if (Files.isRegularFile(sum(file), LinkOption.NOFOLLOW_LINKS)) {
      Files.move(sum(file), sum(target), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** NAME.sha256 beside NAME. */
  static Path sum(Path file) {
    return file.resolveSibling(file.getFileName() + ".sha256");
  }

  /** A link in its place is no shelf: nothing is moved out of the drop folder. */
  private Path shelf(String name) throws IOException {
    Path path = folder.resolve(name);
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(path);
    }
    return path;
  }
}
