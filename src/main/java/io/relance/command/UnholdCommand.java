package io.relance.command;

import io.relance.store.HoldStore;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A person ends the hub's holds of a debtor. */
@Command(
    name = "unhold",
    mixinStandardHelpOptions = true,
    description = {
      "End every hold that the hub itself keeps of a debtor (a person's, of an answer, of a late bounce);"
          + " it is decided again at the next run. A hold in the ERP is ended there.",
      "Journaled with your name. Works beside a running hub. Exit code 1 if it is not held."
    })
public final class UnholdCommand extends DebtorCommand {
  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "why, for the journal")
  private String reason = "";

  public UnholdCommand(Desk desk) {
    super(desk);
  }

  @Override
  List<String> say(HoldStore holds, String key, String person) {
    return holds.unhold(key, reason, person);
  }
}
