package io.relance.command;

import io.relance.boot.House;
import io.relance.boot.Rooms;
import io.relance.store.OutwardStore.Mode;
import io.relance.store.OutwardStore.Outward;
import io.relance.store.PlanStore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Turns the outward switch of one company, or of all. */
abstract class SwitchCommand extends HomeCommand {
  @Option(
      names = "--company",
      paramLabel = "SOURCE/KEY",
      description = "only this company, for example acme/1; default: all of them")
  private @Nullable String company;

  SwitchCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() {
    try (House house = open()) {
      house.recognise();
      List<PlanStore.Company> known = new PlanStore(house.database()).companies();
      List<PlanStore.Company> wanted =
          known.stream().filter(one -> company == null || company.equals(one.path())).toList();
      if (wanted.isEmpty()) {
        throw new Refusal(
            "no company %s; known: %s"
                .formatted(
                    company == null ? "has been pulled yet" : company,
                    known.stream().map(PlanStore.Company::path).toList()),
            null);
      }
      return turn(house, Rooms.of(house), wanted);
    } finally {
      out().flush();
    }
  }

  abstract int turn(House house, Rooms rooms, List<PlanStore.Company> companies);

  final void set(House house, Rooms rooms, List<PlanStore.Company> companies, Outward outward) {
    for (PlanStore.Company one : companies) {
      rooms.outward().set(one.id(), outward, desk().person());
      String what = outward.argument() == null ? "" : " " + outward.argument();
      out().printf("%s (%s): outward %s%s%n", one.path(), one.name(), outward.mode().text(), what);
    }
    if (outward.mode() != Mode.OFF) {
      rooms.alerts().clear("database", "outward");
    }
    house.remember();
  }
}
