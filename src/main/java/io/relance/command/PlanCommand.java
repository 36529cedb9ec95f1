package io.relance.command;

import io.relance.boot.House;
import io.relance.boot.Rooms;
import io.relance.flow.Plan;
import io.relance.flow.Preview;
import io.relance.store.AccountStore;
import io.relance.store.OutwardStore;
import io.relance.store.PlanStore;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What would leave, to whom and why. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Show what would leave on a day, to whom and why, in words and dates. Changes nothing.",
      "A later --date shows that day as if nothing were sent or paid until then."
    })
public final class PlanCommand extends HomeCommand {
  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      description = "default: today, where the company is")
  private @Nullable LocalDate date;

  @Option(names = "--policy", paramLabel = "NAME", description = "only what this policy would send")
  private @Nullable String policy;

  @Option(names = "--company", paramLabel = "SOURCE/KEY", description = "only this company")
  private @Nullable String company;

  @Mixin private final InLanguage language = new InLanguage();
  @Mixin private final AsJson json = new AsJson();

  public PlanCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() {
    try (House house = open()) {
      var rooms = Rooms.of(house);
      if (policy != null && rooms.policies().find(policy).isEmpty()) {
        throw refusal(
            "no policy is named '" + policy + "'",
            rooms.policies().list().stream().map(known -> known.name()).toList());
      }
      var names = new PlanStore(house.database());
      var preview = preview(house, rooms, names);
      var companies = names.companies().stream().filter(this::wanted).toList();
      if (companies.isEmpty()) {
        throw refusal(
            company == null ? "no company has been pulled yet" : "no company is " + company,
            names.companies().stream().map(PlanStore.Company::path).toList());
      }
      return show(companies.stream().map(one -> plan(preview, one)).toList());
    }
  }

  private Preview preview(House house, Rooms rooms, PlanStore names) {
    var database = house.database();
    var outward = new OutwardStore(database, rooms.journal(), desk().clock());
    return new Preview(
        new AccountStore(database), names, outward, rooms.policies(), rooms.timing());
  }

  private boolean wanted(PlanStore.Company one) {
    return company == null || company.equals(one.path());
  }

  private static Refusal refusal(String what, List<String> known) {
    String names = known.isEmpty() ? "none" : String.join(", ", known);
    return new Refusal(what + "; known: " + names, null);
  }

  private Plan plan(Preview preview, PlanStore.Company one) {
    var day =
        date == null ? LocalDate.ofInstant(desk().clock().instant(), ZoneId.of(one.zone())) : date;
    return preview.of(one, day, policy, language.locale());
  }

  private int show(List<Plan> plans) {
    if (json.wanted) {
      Json.print(out(), plans);
    } else {
      plans.forEach(plan -> new PlanText(out(), plan).print());
    }
    out().flush();
    return 0;
  }
}
