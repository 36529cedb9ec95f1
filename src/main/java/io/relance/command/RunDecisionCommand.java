package io.relance.command;

import io.relance.boot.House;
import io.relance.boot.Rooms;
import io.relance.flow.Dunning;
import io.relance.store.RunStore;
import java.util.NoSuchElementException;
import picocli.CommandLine.Parameters;

/** A person's word on one run. */
abstract class RunDecisionCommand extends HomeCommand {
  @Parameters(paramLabel = "RUN", description = "the run's code, for example R20261121-acme-1-01")
  private String code = "";

  RunDecisionCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() {
    try (House house = open()) {
      RunStore.Run run = decide(Rooms.of(house).dunning(), code, desk().person());
      out().printf("%s is %s: %d act(s), %s%n", run.code(), run.state(), run.acts(), run.totals());
      return 0;
    } catch (NoSuchElementException | IllegalStateException e) {
      out().println(e.getMessage());
      return 1;
    } finally {
      out().flush();
    }
  }

  abstract RunStore.Run decide(Dunning dunning, String code, String person);
}
