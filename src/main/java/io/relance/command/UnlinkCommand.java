package io.relance.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A person takes a debtor out of those it was merged with. */
@Command(
    name = "unlink",
    mixinStandardHelpOptions = true,
    description = {
      "Say that a debtor is nobody else's double, whatever its SIREN or VAT number says; it stays so"
          + " until somebody links it again.",
      "Journaled with your name. Works beside a running hub: it is decided by itself from the next"
          + " run on. Exit code 1 if it is linked with nobody."
    })
public final class UnlinkCommand extends HomeCommand {
  @Parameters(paramLabel = "A", description = "SOURCE/KEY/DEBTOR, for example sage/SOC/411DUPONT")
  private String one = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "how you know, for the journal")
  private String reason = "";

  public UnlinkCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() {
    return inside(
        rooms -> {
          rooms.merging().unlink(one, desk().person(), reason);
          out().printf("%s stands by itself from the next run on.%n", one);
        });
  }
}
