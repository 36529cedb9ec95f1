package io.relance.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A home made for one test: empty folders, then files and settings as the test needs them. */
public final class TestHome {
  private static final String SILENT =
      "- route:\n    id: send-email\n    from:\n      uri: kamelet:outbox/email\n      parameters: {reaches: email}\n      steps:\n        - log: sent\n";

  private final Path root;

  private TestHome(Path root) {
    this.root = root;
  }

  public static TestHome in(Path root) {
    TestHome home = new TestHome(root);
    for (String folder : List.of("routes/policies", "connectors", "templates")) {
      home.folder(folder);
    }
    return home.file("application.properties", "")
        .file("routes/policies/courteous.yaml", shipped("routes/policies/courteous.yaml"))
        .file("routes/send-email.camel.yaml", SILENT);
  }

  public TestHome settings(String... lines) {
    return write(
        "application.properties", String.join("\n", lines) + "\n", StandardOpenOption.APPEND);
  }

  public TestHome file(String name, String text) {
    folder(Path.of(name).getParent() == null ? "." : Path.of(name).getParent().toString());
    return write(name, text, StandardOpenOption.TRUNCATE_EXISTING);
  }

  private TestHome write(String name, String text, StandardOpenOption how) {
    try {
      Files.writeString(
          root.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a file as the repository ships it. */
  public static String shipped(String name) {
    try {
      return Files.readString(Path.of(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void folder(String name) {
    try {
      Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path root() {
    return root;
  }
}
