package io.relance.command;

import io.relance.boot.House;
import io.relance.boot.Rooms;
import io.relance.flow.Parties;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Who is the same debtor in several sources. */
@Command(
    name = "debtors",
    mixinStandardHelpOptions = true,
    description = {
      "List the debtors that several sources know and that are treated as one, how that is known and"
          + " since when; and those who may be the same, for a person to link.",
      "Only companies named together in relance.merge.NAME are looked at. Changes nothing."
    })
public final class DebtorsCommand extends HomeCommand {
  @Mixin private final AsJson json = new AsJson();

  public DebtorsCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() {
    try (House house = open()) {
      List<Parties> all = Rooms.of(house).merging().list();
      if (json.wanted) {
        Json.print(out(), all);
      } else if (all.isEmpty()) {
        out()
            .println(
                "No companies speak as one creditor: name them, relance.merge.NAME=acme/1, sage/SOC.");
      }
      if (!json.wanted) {
        all.forEach(this::tell);
      }
      return 0;
    } finally {
      out().flush();
    }
  }

  private void tell(Parties one) {
    out()
        .printf(
            "%n%s: %s speak as one; %d merged debtor(s), %d to look at%n",
            one.creditor(),
            String.join(", ", one.companies()),
            one.merged().size(),
            one.candidates().size());
    if (!one.merged().isEmpty()) {
      var table = new Table("Merged", "Debtor", "Name", "By", "Number or reason", "Since", "Who");
      int number = 0;
      for (var party : one.merged()) {
        number++;
        for (var member : party) {
          table.row(
              number,
              member.debtor(),
              member.name(),
              member.how(),
              member.why(),
              member.since().toString().substring(0, 10),
              member.by());
        }
      }
      out().printf("%n%s%n", table);
    }
    if (!one.candidates().isEmpty()) {
      out().printf("%n  To look at (relance link A B when they are one):%n");
      one.candidates()
          .forEach(
              may ->
                  out()
                      .printf(
                          "    %s [%s]: %s%n",
                          String.join(", ", may.debtors()),
                          String.join(" | ", may.names()),
                          may.why()));
    }
    if (!one.apart().isEmpty()) {
      out().printf("%n  Kept apart by a person: %s%n", String.join(", ", one.apart()));
    }
  }
}
