package io.relance.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A person says that an address is right after all. */
@Command(
    name = "unblock",
    mixinStandardHelpOptions = true,
    description = {
      "Write again to an address that was refused or bounced; whoever has it is decided again at the next run.",
      "Journaled with your name. Works beside a running hub. Exit code 1 if it is not blocked."
    })
public final class UnblockCommand extends HomeCommand {
  @Parameters(paramLabel = "ADDRESS", description = "an e-mail address, or a telephone number")
  private String address = "";

  public UnblockCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() {
    return inside(
        rooms -> {
          String cause = rooms.holds().unblock(address, desk().person());
          out().printf("%s is written to again. It was blocked: %s%n", address, cause);
        });
  }
}
