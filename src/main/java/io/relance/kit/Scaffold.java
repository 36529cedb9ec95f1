package io.relance.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A new connector, made of files only: the tutorial's, under another name. It keeps every law as it
 * stands; what is left to do is to make it speak to the system that is meant.
 */
public final class Scaffold {
  private static final String FROM = "hanneton";
  private static final List<String> FILES =
      List.of(
          "README.md",
          "hanneton-call.kamelet.yaml",
          "hanneton-sweep.kamelet.yaml",
          "hanneton-probe.kamelet.yaml",
          "hanneton-recheck.kamelet.yaml",
          "hanneton-writeback.kamelet.yaml",
          "company.jslt",
          "debtor.jslt",
          "contact.jslt",
          "item.jslt",
          "quote.jslt",
          "close.jslt",
          "probe.jslt",
          "note.jslt",
          "pull-example.camel.yaml",
          "sample/source.properties",
          "sample/answers.json",
          "sample/ledger.json");

  private Scaffold() {}

  /**
   * Writes connectors/NAME.
   *
   * @return the files written
   * @throws IllegalArgumentException when that is no name for a connector
   * @throws FileAlreadyExistsException when there is such a folder
   */
  public static List<Path> make(Path connectors, String name) throws IOException {
    if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "'" + name + "' is no name for a connector: small letters, digits, hyphens between");
    }
    Path folder = connectors.resolve(name);
    if (Files.exists(folder)) {
      throw new FileAlreadyExistsException(folder.toString());
    }
    List<Path> written = new ArrayList<>();
    for (String file : FILES) {
      Path target = folder.resolve(file.replace(FROM, name));
      Files.createDirectories(target.getParent());
      Files.writeString(target, named(text(file), name));
      written.add(target);
    }
    return written;
  }

  private static String named(String text, String name) {
    return text.replace(FROM, name).replace(title(FROM), title(name));
  }

  private static String title(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String text(String file) {
    try (InputStream in = Scaffold.class.getResourceAsStream("/kit/new/" + file)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks kit/new/" + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
