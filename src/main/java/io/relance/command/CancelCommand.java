package io.relance.command;

import io.relance.flow.Dunning;
import io.relance.store.RunStore;
import picocli.CommandLine.Command;

/** Takes a run back. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description =
        "Take back what has not left of a run; its accounts are looked at again tomorrow.")
public final class CancelCommand extends RunDecisionCommand {
  public CancelCommand(Desk desk) {
    super(desk);
  }

  @Override
  RunStore.Run decide(Dunning dunning, String code, String person) {
    return dunning.cancel(code, person);
  }
}
