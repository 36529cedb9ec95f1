package io.relance.command;

import io.relance.boot.House;
import io.relance.boot.Rooms;
import io.relance.store.OutwardStore.Outward;
import io.relance.store.PlanStore;
import java.util.List;
import picocli.CommandLine.Command;

/** Nothing leaves any more. */
@Command(
    name = "disarm",
    mixinStandardHelpOptions = true,
    description = "Turn the outward switch off: nothing leaves any more, at once.")
public final class DisarmCommand extends SwitchCommand {
  public DisarmCommand(Desk desk) {
    super(desk);
  }

  @Override
  int turn(House house, Rooms rooms, List<PlanStore.Company> companies) {
    set(house, rooms, companies, Outward.OFF);
    return 0;
  }
}
