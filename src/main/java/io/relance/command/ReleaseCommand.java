package io.relance.command;

import io.relance.boot.House;
import io.relance.boot.Rooms;
import io.relance.store.HeldSweepStore;
import io.relance.store.PlanStore;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a held sweep go, once. */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = {
      "Let a held sweep go, after looking at what it missed: those open items may be gone in the"
          + " next whole sweep of that company, once. The guard looks at what goes beyond them.",
      "Journaled with your name. Works beside a running hub; its next pull reads the company whole.",
      "Exit code 1 if no sweep is held, or the answer is no."
    })
public final class ReleaseCommand extends HomeCommand {
  @Parameters(paramLabel = "SOURCE/KEY", description = "the company, for example acme/1")
  private String company = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "why it is right, for the journal")
  private String reason = "";

  @Option(names = "--yes", description = "do not ask")
  private boolean yes;

  @Mixin private final AsJson json = new AsJson();

  public ReleaseCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() {
    try (House house = open()) {
      return new PlanStore(house.database())
          .companies().stream()
              .filter(one -> one.path().equals(company))
              .findFirst()
              .map(one -> release(Rooms.of(house).heldSweeps(), one.source(), one.key()))
              .orElseThrow(() -> unknown(house));
    } catch (IllegalStateException e) {
      throw Refusal.of(e);
    } finally {
      out().flush();
    }
  }

  private Refusal unknown(House house) {
    List<String> known =
        new PlanStore(house.database()).companies().stream().map(PlanStore.Company::path).toList();
    return new Refusal(
        "no company is %s; known: %s".formatted(company, String.join(", ", known)), null);
  }

  private int release(HeldSweepStore sweeps, String source, String key) {
    HeldSweepStore.Last held = sweeps.get(source, key);
    if (!json.wanted) {
      out().printf("Sweep %d of %s is held: %s%n", held.id(), held.startedAt(), held.cause());
    }
    if (json.wanted && !yes) {
      throw new Refusal("a program cannot be asked", "give --yes with --json");
    }
    if (!yes && !confirmed(question(held))) {
      out().println("Nothing was changed.");
      return 1;
    }
    HeldSweepStore.Last released = sweeps.release(source, key, held.id(), desk().person(), reason);
    if (json.wanted) {
      Json.print(out(), released);
    } else {
      out()
          .printf(
              "Released: the next pull of %s reads %s whole, and %s.%n",
              source, company, allowed(released));
    }
    return 0;
  }

  private static String question(HeldSweepStore.Last held) {
    return held.older()
        ? "Was it restored on purpose, and is what it shows now right?"
        : "Are they really gone or paid?";
  }

  private static String allowed(HeldSweepStore.Last released) {
    return released.older()
        ? "it is believed though it shows less than before"
        : "these " + released.missing() + " open item(s) may be gone";
  }
}
