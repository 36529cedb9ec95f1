package io.relance.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.List;

/**
 * The demo's own installation: a copy of the shipped routes, connectors and templates beside its
 * mails and data.
 */
public record DemoHome(Path root) {
  private static final String SETTINGS =
      """
      # Written by ./relance demo: simulated ERPs and a mailbox on this machine.
      relance.mail.host=127.0.0.1
      relance.mail.port=%d
      relance.mail.tls=none
      relance.mail.from=Comptabilit\\u00e9 <compta@atelier-lumiere.example>
      relance.letter.folder=letters
      relance.guard.surge.first=500
      """;

  /** What the shipped policy has as comments and the demo shows. */
  private static final List<String> SWITCHED_ON =
      List.of("{phone: call,", "{sms: firm,", "{letter: formal-notice,");

  private static final List<String> COPIED = List.of("routes", "connectors", "templates");

  /**
   * Brings the copy up to date with the installation; data and messages stay. Call, SMS and letter,
   * which the shipped policy has as comments, are switched on.
   */
  public void refresh(Path installation) {
    COPIED.forEach(folder -> copy(installation.resolve(folder), root.resolve(folder)));
    Path courteous = root.resolve("routes/policies/courteous.yaml");
    String text = read(courteous);
    for (String line : SWITCHED_ON) {
      text = text.replace("# - " + line, "- " + line);
    }
    write(courteous, text);
  }

  /**
   * Writes the settings and the pull routes that point to the simulated ERPs and the mailbox.
   *
   * @param more lines of the settings
   */
  public void settings(Mailbox mailbox, List<DemoSource> sources, String... more) {
    StringBuilder text = new StringBuilder(SETTINGS.formatted(mailbox.port()));
    text.append(String.join("\n", more)).append('\n');
    for (DemoSource source : sources) {
      text.append(source.settings());
      write(root.resolve("routes/pull-" + source.name() + ".camel.yaml"), source.pull());
    }
    write(root.resolve("application.properties"), text.toString());
  }

  /**
   * The day on which the simulated ledger was made; a later demo day finds the same ledger, older.
   */
  public LocalDate anchor(LocalDate today) {
    Path file = root.resolve("data").resolve("demo-anchor");
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(file.getParent());
        write(file, today.toString());
      }
      return LocalDate.parse(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path mails() {
    return root.resolve("mails");
  }

  public Path texts() {
    return root.resolve("sms");
  }

  /** What the webhook was given for colleagues of those ERPs that take no task. */
  public Path tasks() {
    return root.resolve("tasks");
  }

  /** The print folder. */
  public Path letters() {
    return root.resolve("letters");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.walkFileTree(
          from,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Path copy = to.resolve(from.relativize(file).toString());
              Files.createDirectories(copy.getParent());
              Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
