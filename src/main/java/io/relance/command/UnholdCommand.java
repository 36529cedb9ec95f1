package io.relance.command;

import io.relance.boot.House;
import io.relance.boot.Rooms;
import java.util.NoSuchElementException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A person ends the hub's holds of a debtor. */
@Command(
    name = "unhold",
    mixinStandardHelpOptions = true,
    description = {
      "End every hold that the hub itself keeps of a debtor (a person's, of an answer, of a late bounce);"
          + " it is decided again at the next run. A hold in the ERP is ended there.",
      "Journaled with your name. Works beside a running hub. Exit code 1 if it is not held."
    })
public final class UnholdCommand extends HomeCommand {
  @Parameters(
      paramLabel = "KEY",
      description = "debtor key or reference, SOURCE/COMPANY/DEBTOR, invoice number or account id")
  private String key = "";

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
  public Integer call() {
    try (House house = open()) {
      Rooms.of(house)
          .holds()
          .unhold(key, reason, desk().person())
          .forEach(one -> out().printf("%s is decided again at the next run.%n", one));
      return 0;
    } catch (NoSuchElementException | IllegalStateException e) {
      throw Refusal.of(e);
    } finally {
      out().flush();
    }
  }
}
