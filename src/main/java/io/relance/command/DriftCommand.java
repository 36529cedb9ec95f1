package io.relance.command;

import io.relance.boot.House;
import io.relance.boot.Rooms;
import io.relance.store.DriftStore.Drift;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Where an ERP differs from what it was told. */
@Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    description = {
      "List the debtors who carry another marker in their ERP than the hub gave them, as the last"
          + " comparison found them (every business day at 6:50).",
      "Somebody changed it there, another hub writes there too, or a backup was put back. Changes"
          + " nothing."
    })
public final class DriftCommand extends HomeCommand {
  @Mixin private final AsJson json = new AsJson();

  public DriftCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() {
    try (House house = open()) {
      List<Drift> all = Rooms.of(house).drifts().list();
      if (json.wanted) {
        Json.print(out(), all);
      } else if (all.isEmpty()) {
        out().println("Every ERP that can be asked carries what it was told.");
      } else {
        tell(all);
      }
      return 0;
    } finally {
      out().flush();
    }
  }

  private void tell(List<Drift> all) {
    var table = new Table("Source", "Debtor", "Name", "Here", "There", "Since");
    for (Drift one : all) {
      table.row(
          one.source(),
          one.debtor(),
          one.name(),
          Objects.requireNonNullElse(one.ours(), "-"),
          Objects.requireNonNullElse(one.theirs(), "-"),
          one.since().toString().substring(0, 10));
    }
    out().println(table);
  }
}
