package io.relance.command;

import io.relance.boot.House;
import io.relance.boot.Rooms;
import java.time.LocalDate;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A person leaves a debtor alone for a while. */
@Command(
    name = "hold",
    mixinStandardHelpOptions = true,
    description = {
      "Leave a debtor alone: nothing leaves for it until the hold is over.",
      "Journaled with your name; explain shows it as the reason. Works beside a running hub."
    })
public final class HoldCommand extends HomeCommand {
  @Parameters(
      paramLabel = "KEY",
      description = "debtor key or reference, SOURCE/COMPANY/DEBTOR, invoice number or account id")
  private String key = "";

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
  public Integer call() {
    try (House house = open()) {
      Rooms.of(house)
          .holds()
          .hold(key, until, reason, desk().person())
          .forEach(
              one ->
                  out()
                      .printf(
                          "%s is held %s.%n",
                          one,
                          until == null
                              ? "until somebody ends it"
                              : "up to and including " + until));
      return 0;
    } catch (NoSuchElementException | IllegalStateException e) {
      throw Refusal.of(e);
    } finally {
      out().flush();
    }
  }
}
