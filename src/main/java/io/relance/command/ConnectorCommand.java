package io.relance.command;

import io.relance.kit.Kit;
import io.relance.kit.Schemas;
import io.relance.settings.Connector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;

/** What all commands about connectors share: where they are found. */
abstract class ConnectorCommand extends HomeCommand {
  ConnectorCommand(Desk desk) {
    super(desk);
  }

  /** connectors/ of the home. */
  final Path connectors() {
    Path folder = root().resolve("connectors");
    if (!Files.isDirectory(folder)) {
      throw new Refusal("there is no folder " + folder, "name the home with --home, or make it");
    }
    return folder;
  }

  /** The home's folder; it need not be complete to try a connector. */
  final Path root() {
    return homeOr(desk().installation()).toAbsolutePath().normalize();
  }

  final Kit kit() {
    Path own = connectors().resolve("schema");
    Path schemas =
        Files.isDirectory(own) ? own : desk().installation().resolve("connectors/schema");
    return new Kit(connectors(), Schemas.in(schemas), desk().clock());
  }

  /** The connector of that name; a refusal when there is none. */
  static Connector named(Kit kit, String name) {
    try {
      return kit.get(name);
    } catch (NoSuchElementException e) {
      throw Refusal.of(e);
    }
  }
}
