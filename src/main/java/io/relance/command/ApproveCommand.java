package io.relance.command;

import io.relance.flow.Dunning;
import io.relance.store.RunStore;
import picocli.CommandLine.Command;

/** Lets a run go out. */
@Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    description =
        "Let a held or planned run go out. Acts whose items changed meanwhile are cancelled and decided again.")
public final class ApproveCommand extends RunDecisionCommand {
  public ApproveCommand(Desk desk) {
    super(desk);
  }

  @Override
  RunStore.Run decide(Dunning dunning, String code, String person) {
    return dunning.approve(code, person);
  }
}
