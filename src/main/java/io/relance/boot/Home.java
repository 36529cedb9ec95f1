package io.relance.boot;

import io.relance.settings.Mistake;
import io.relance.settings.Mistakes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An installation on disk: application.properties, routes/, connectors/, templates/, and data/
 * which the hub makes.
 */
public record Home(Path root) {

  /**
   * The home at this folder.
   *
   * @throws Mistakes naming every part that is missing
   */
  public static Home at(Path root) {
    Home home = new Home(root.toAbsolutePath().normalize());
    List<Mistake> found = new ArrayList<>();
    for (Path folder :
        List.of(home.routes(), home.policies(), home.connectors(), home.templates())) {
      if (!Files.isDirectory(folder)) {
        found.add(
            new Mistake(
                folder.toString(),
                0,
                "this home has no such folder",
                "copy it from the repository, or name another --home"));
      }
    }
    Mistakes.throwIfAny(found);
    return home;
  }

  public Path settings() {
    return root.resolve("application.properties");
  }

  public Path routes() {
    return root.resolve("routes");
  }

  public Path policies() {
    return routes().resolve("policies");
  }

  public Path connectors() {
    return root.resolve("connectors");
  }

  public Path templates() {
    return root.resolve("templates");
  }

  /** What the hub itself keeps: the embedded database, its identity file. */
  public Path data() {
    return root.resolve("data");
  }
}
