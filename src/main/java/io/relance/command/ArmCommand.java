package io.relance.command;

import io.relance.boot.House;
import io.relance.boot.Rooms;
import io.relance.flow.Preview;
import io.relance.outbox.Address;
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
    Outward to = outward(rooms, companies);
    PlanStore names = new PlanStore(house.database());
    Preview preview =
        new Preview(
            new AccountStore(house.database()),
            names,
            rooms.outward(),
            rooms.policies(),
            rooms.timing());
    for (PlanStore.Company one : companies) {
      LocalDate day = LocalDate.ofInstant(desk().clock().instant(), ZoneId.of(one.zone()));
      new PlanText(out(), preview.of(one, day, null, Locale.ENGLISH)).print();
    }
    if (!yes && !confirmed("Let this leave?")) {
      out().println("Nothing was changed.");
      return 1;
    }
    set(house, rooms, companies, to);
    return 0;
  }

  private Outward outward(Rooms rooms, List<PlanStore.Company> companies) {
    if (how != null && how.redirect != null) {
      return new Outward(Mode.REDIRECT, address(how.redirect));
    }
    return how != null && how.canary != null
        ? canary(new Outward(Mode.CANARY, how.canary), rooms, companies)
        : new Outward(Mode.ON, null);
  }

  private static String address(String given) {
    Address found = Address.in(given);
    if (found.good().size() != 1 || !found.bad().isEmpty()) {
      throw new Refusal(
          "--redirect takes one e-mail address, not '" + given + "'",
          found.bad().isEmpty() ? "for example test@acme.example" : String.join("; ", found.bad()));
    }
    return found.good().get(0);
  }

  private static Outward canary(Outward to, Rooms rooms, List<PlanStore.Company> companies) {
    List<String> unknown =
        rooms.outward().strangers(companies.stream().map(PlanStore.Company::id).toList(), to);
    if (!unknown.isEmpty()) {
      throw new Refusal(
          "no debtor of %s has the key %s"
              .formatted(
                  String.join(", ", companies.stream().map(PlanStore.Company::path).toList()),
                  String.join(", ", unknown.stream().map(key -> "'" + key + "'").toList())),
          "give keys as explain shows them, separated by commas");
    }
    return to;
  }
}
