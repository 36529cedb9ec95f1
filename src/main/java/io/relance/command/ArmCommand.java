package io.relance.command;

import io.relance.boot.House;
import io.relance.boot.Rooms;
import io.relance.flow.Preview;
import io.relance.store.AccountStore;
import io.relance.store.OutwardStore.Mode;
import io.relance.store.OutwardStore.Outward;
import io.relance.store.PlanStore;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets notices leave, after showing which. */
@Command(
    name = "arm",
    mixinStandardHelpOptions = true,
    description = {
      "Turn the outward switch on, after showing the plan and asking.",
      "--redirect rehearses to one address; --canary lets only the named debtors hear."
    })
public final class ArmCommand extends SwitchCommand {
  @ArgGroup private @Nullable How how;

  @Option(names = "--yes", description = "do not ask")
  private boolean yes;

  /** How far the switch is turned; without any, all the way. */
  static final class How {
    @Option(names = "--redirect", paramLabel = "ADDRESS", description = "send all to this address")
    private @Nullable String redirect;

    @Option(
        names = "--canary",
        paramLabel = "DEBTORS",
        description = "send only to these debtor keys, comma-separated")
    private @Nullable String canary;
  }

  public ArmCommand(Desk desk) {
    super(desk);
  }

  @Override
  int turn(House house, Rooms rooms, List<PlanStore.Company> companies) {
    PlanStore names = new PlanStore(house.database());
    Preview preview =
        new Preview(new AccountStore(house.database()), names, rooms.outward(), rooms.policies());
    for (PlanStore.Company one : companies) {
      LocalDate day = LocalDate.ofInstant(desk().clock().instant(), ZoneId.of(one.zone()));
      new PlanText(out(), preview.of(one, day, null, Locale.ENGLISH)).print();
    }
    if (!yes && !confirmed("Let this leave?")) {
      out().println("Nothing was changed.");
      return 1;
    }
    set(house, rooms, companies, outward());
    return 0;
  }

  private Outward outward() {
    if (how != null && how.redirect != null) {
      return new Outward(Mode.REDIRECT, how.redirect);
    }
    return how != null && how.canary != null
        ? new Outward(Mode.CANARY, how.canary)
        : new Outward(Mode.ON, null);
  }
}
