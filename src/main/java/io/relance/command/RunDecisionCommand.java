package io.relance.command;

import io.relance.flow.Dunning;
import io.relance.store.RunStore;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A person's word on one run. */
abstract class RunDecisionCommand extends HomeCommand {
  @Parameters(paramLabel = "RUN", description = "the run's code, for example R20261121-acme-1-01")
  private String code = "";

  @Mixin private final AsJson json = new AsJson();

  RunDecisionCommand(Desk desk) {
    super(desk);
  }

  @Override
  public Integer call() {
    return inside(rooms -> tell(decide(rooms.dunning(), code, desk().person())));
  }

  private void tell(RunStore.Run run) {
    if (json.wanted) {
      Json.print(out(), Answer.of(run));
    } else {
      out().printf("%s is %s: %d act(s), %s%n", run.code(), run.state(), run.acts(), run.totals());
    }
  }

  /** The run as a program reads it; totals per currency: debit, credit, balance. */
  record Answer(
      String run,
      LocalDate businessDay,
      String state,
      @Nullable String cause,
      int acts,
      int items,
      Map<String, Map<String, String>> totals) {

    static Answer of(RunStore.Run run) {
      return new Answer(
          run.code(),
          run.businessDay(),
          run.state(),
          run.cause(),
          run.acts(),
          run.items(),
          Json.totals(run.totals()));
    }
  }

  abstract RunStore.Run decide(Dunning dunning, String code, String person);
}
