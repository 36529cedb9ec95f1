package io.relance.command;

import io.relance.store.HoldStore;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A person leaves a debtor alone for a while. */
@Command(
    name = "hold",
    mixinStandardHelpOptions = true,
    description = {
      "Leave a debtor alone: nothing leaves for it until the hold is over.",
      "Journaled with your name; explain shows it as the reason. Works beside a running hub."
    })
public final class HoldCommand extends DebtorCommand {
  @Option(
      names = "--until",
      paramLabel = "DATE",
      description = "its last day, for example 2026-12-31; without it, until: relance unhold KEY")
  private @Nullable LocalDate until;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "why, for explain and the journal")
  private String reason = "";

  public HoldCommand(Desk desk) {
    super(desk);
  }

  @Override
  List<String> say(HoldStore holds, String key, String person) {
    return holds.hold(key, until, reason, person);
  }
}
