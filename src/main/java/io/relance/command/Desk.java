package io.relance.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What a command is handed: the clock, the environment, where to write, and the installation that
 * came with the program.
 */
public record Desk(
    Clock clock, Map<String, String> environment, PrintWriter out, Path installation) {

  /** Who sits here, for the journal. */
  String person() {
    return environment.getOrDefault("SUDO_USER", environment.getOrDefault("USER", "operator"));
  }
}
