package io.relance.command;

import io.relance.store.HoldStore;
import java.util.List;
import picocli.CommandLine.Parameters;

/** A person's word on one debtor. */
abstract class DebtorCommand extends HomeCommand {
  @Parameters(
      paramLabel = "KEY",
      description = "debtor key or reference, SOURCE/COMPANY/DEBTOR, invoice number or account id")
  private String key = "";

  DebtorCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() {
    return inside(
        rooms ->
            say(rooms.holds(), key, desk().person())
                .forEach(sentence -> out().println(sentence + ".")));
  }

  /** Says it; answers with a sentence an account. */
  abstract List<String> say(HoldStore holds, String key, String person);
}
