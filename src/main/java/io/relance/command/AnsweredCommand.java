package io.relance.command;

import io.relance.boot.House;
import io.relance.boot.Rooms;
import java.time.LocalDate;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A person has answered a debtor who had written. */
@Command(
    name = "answered",
    mixinStandardHelpOptions = true,
    description = {
      "Say that a debtor's answer was read and answered: its reminders go on from the next run, or after a date.",
      "Journaled with your name. Works beside a running hub. Exit code 1 if no answer waits."
    })
public final class AnsweredCommand extends HomeCommand {
  @Parameters(
      paramLabel = "KEY",
      description = "debtor key or reference, SOURCE/COMPANY/DEBTOR, invoice number or account id")
  private String key = "";

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "what was agreed, for explain and the journal")
  private String note = "";

  @Option(
      names = "--hold-until",
      paramLabel = "DATE",
      description = "nothing leaves up to and including that day")
  private @Nullable LocalDate holdUntil;

  public AnsweredCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() {
    try (House house = open()) {
      Rooms.of(house)
          .holds()
          .answered(key, note, holdUntil, desk().person())
          .forEach(
              one ->
                  out()
                      .printf(
                          "%s %s.%n",
                          one,
                          holdUntil == null
                              ? "is decided again at the next run"
                              : "is held up to and including " + holdUntil));
      return 0;
    } catch (NoSuchElementException | IllegalStateException e) {
      throw Refusal.of(e);
    } finally {
      out().flush();
    }
  }
}
