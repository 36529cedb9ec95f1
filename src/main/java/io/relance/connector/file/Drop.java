package io.relance.connector.file;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where a source's files come in: the parameters that all file kamelets share. */
public final class Drop {
  private Path home = Path.of(".");
  private Path folder = Path.of("");
  private String files = "{company}*";
  private int quietSeconds = 30;
  private boolean sums;
  private String contacts = "contacts.csv";
  private String card = "company.csv";
  private long largestMegabytes = 400;
  private int pageSize = 1000;

  /** Where paths that are not absolute begin. */
  public void setHome(String home) {
    this.home = Path.of(home.strip());
  }

  /** Where files are put, from the home. */
  public void setFolder(String folder) {
    this.folder = Path.of(folder.strip());
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

  /** Name of the file of contacts and terms in the folder; {@code {company}} is the key. */
  public void setContacts(String contacts) {
    this.contacts = contacts.strip();
  }

  /** Name of the file in the folder that says who the creditor is. */
  public void setCard(String card) {
    this.card = card.strip();
  }

  public void setLargestMegabytes(long largestMegabytes) {
    this.largestMegabytes = Math.max(1, largestMegabytes);
  }

  /** Records a page, at most 1,000. */
  public void setPageSize(int pageSize) {
    this.pageSize = pageSize;
  }

  int pageSize() {
    return pageSize;
  }

  long largestBytes() {
    return largestMegabytes << 20;
  }

  Path folder() {
    return at(folder);
  }

  /** A path of the settings: from the home, where it is not absolute. */
  Path at(Path path) {
    return home.resolve(path).normalize();
  }

  String files() {
    return files;
  }

  /** Names of what lies in the folder and can be no company's, links among them. */
  List<String> strangers(String company) {
    FileNames names = FileNames.of(files.replace("{company}", "*"), company);
    Set<Path> ours = Set.of(contacts(company), card(company));
    try (Stream<Path> paths = Files.list(folder())) {
      return paths
          .filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .filter(path -> !ours.contains(path.normalize()))
          .filter(
              path -> Files.isSymbolicLink(path) || !names.matches(path.getFileName().toString()))
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.endsWith(".sha256"))
          .sorted()
          .limit(10)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path contacts(String company) {
    return beside(contacts.replace("{company}", company));
  }

  Path card(String company) {
    return beside(card.replace("{company}", company));
  }

  private Path beside(String name) {
    Path path = folder().resolve(name).normalize();
    if (name.isEmpty() || !folder().equals(path.getParent())) {
      throw new SourceTrouble(
          Kind.MISCONFIGURED,
          "'%s' is no name of a file in %s: give a name without folder".formatted(name, folder()));
    }
    return path;
  }

  Duration quiet() {
    return Duration.ofSeconds(quietSeconds);
  }

  DropFolder open(String company, ZoneId zone, Instant now) {
    FileNames names =
        FileNames.of(files, company)
            .except(contacts(company).getFileName().toString())
            .except(card(company).getFileName().toString());
    return new DropFolder(folder(), names, new DropFolder.Rest(quiet(), sums, zone), now);
  }
}
