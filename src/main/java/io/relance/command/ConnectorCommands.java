package io.relance.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code relance connector …}. */
@Command(
    name = "connector",
    mixinStandardHelpOptions = true,
    description = "List connectors, begin a new one, hold one against its samples and the laws.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = CommandLine.HelpCommand.class)
public final class ConnectorCommands {
  private ConnectorCommands() {}

  /** All of them under one name. */
  public static CommandLine line(Desk desk) {
    return new CommandLine(new ConnectorCommands())
        .addSubcommand(new ConnectorListCommand(desk))
        .addSubcommand(new ConnectorNewCommand(desk))
        .addSubcommand(new ConnectorTestCommand(desk));
  }
}
