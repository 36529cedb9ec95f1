package io.relance.command;

import io.relance.store.HoldStore;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A person has answered a debtor who had written. */
@Command(
    name = "answered",
    mixinStandardHelpOptions = true,
    description = {
      "Say that a debtor's answer was read and answered: its reminders go on from the next run, or after a date.",
      "Journaled with your name. Works beside a running hub. Exit code 1 if no answer waits."
    })
public final class AnsweredCommand extends DebtorCommand {
  @Option(
      names = "--note",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "what was agreed, for explain and the journal")
  private String note = "";

  @Option(
      names = "--hold-until",
      paramLabel = "DATE",
      description =
          "nothing leaves up to and including that day; a hold of a person's that lasts longer stays")
  private @Nullable LocalDate holdUntil;

  public AnsweredCommand(Desk desk) {
    super(desk);
  }

  @Override
  List<String> say(HoldStore holds, String key, String person) {
    return holds.answered(key, note, holdUntil, person);
  }
}
