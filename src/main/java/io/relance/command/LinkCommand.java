package io.relance.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A person says that two debtors are one. */
@Command(
    name = "link",
    mixinStandardHelpOptions = true,
    description = {
      "Say that two debtors, as the command debtors names them, are one and the same.",
      "Journaled with your name; undone by unlink. Works beside a running hub: what they owe is"
          + " decided together from the next run on. Exit code 1 if they cannot be linked."
    })
public final class LinkCommand extends HomeCommand {
  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "SOURCE/KEY/DEBTOR, for example acme/1/C12")
  private String one = "";

  @Parameters(index = "1", paramLabel = "B", description = "the other")
  private String other = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "how you know, for the journal")
  private String reason = "";

  public LinkCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() {
    return inside(
        rooms -> {
          rooms.merging().link(one, other, desk().person(), reason);
          out().printf("%s and %s are one debtor from the next run on.%n", one, other);
        });
  }
}
