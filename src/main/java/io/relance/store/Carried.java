package io.relance.store;

import io.relance.outbox.Departure;
import io.relance.outbox.Departure.Listed;
import io.relance.policy.Decision.Step;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The items that messages list and the steps they take, where these differ from what was planned.
 */
final class Carried {
  private final Database database;
  private final List<Departure> leaving;

  private record ListedOf(long act, Listed listed) {}

  private record StepOf(long act, Step step) {}

  Carried(Database database, List<Departure> leaving) {
    this.database = database;
    this.leaving = leaving;
  }

  /** Joins the caller's transaction. */
  void write() {
    List<Departure> otherItems =
        leaving.stream().filter(d -> !items(d).equals(d.act().items())).toList();
    if (!otherItems.isEmpty()) {
      items("drop-items", otherItems).param("changed", ids(otherItems)).update();
    }
    items("put-items", leaving)
        .param(
            "opens",
            OutboxStore.array(
                listed(leaving), l -> l.listed().open().toPlainString(), String[]::new))
        .param(
            "overdue",
            OutboxStore.array(listed(leaving), l -> l.listed().overdue(), Boolean[]::new))
        .update();
    List<Departure> otherSteps =
        leaving.stream()
            .filter(d -> !d.act().redirected() && !Set.copyOf(d.steps()).equals(d.act().steps()))
            .toList();
    if (!otherSteps.isEmpty()) {
      steps("drop-steps", otherSteps).param("changed", ids(otherSteps)).update();
      steps("put-steps", otherSteps).update();
    }
  }

  private static Set<Long> items(Departure departure) {
    return departure.listed().stream().map(Listed::item).collect(Collectors.toSet());
  }

  private StatementSpec items(String name, List<Departure> departures) {
    List<ListedOf> all = listed(departures);
    return sql(name)
        .param("acts", OutboxStore.array(all, ListedOf::act, Long[]::new))
        .param("items", OutboxStore.array(all, l -> l.listed().item(), Long[]::new));
  }

  private static List<ListedOf> listed(List<Departure> departures) {
    return departures.stream()
        .flatMap(d -> d.listed().stream().map(l -> new ListedOf(d.act().id(), l)))
        .toList();
  }

  private StatementSpec steps(String name, List<Departure> departures) {
    List<StepOf> all =
        departures.stream()
            .flatMap(d -> d.steps().stream().map(s -> new StepOf(d.act().id(), s)))
            .toList();
    return sql(name)
        .param("acts", OutboxStore.array(all, StepOf::act, Long[]::new))
        .param("items", OutboxStore.array(all, s -> s.step().item(), Long[]::new))
        .param("levels", OutboxStore.array(all, s -> s.step().level(), Integer[]::new))
        .param("occurrences", OutboxStore.array(all, s -> s.step().occurrence(), Integer[]::new));
  }

  private static Long[] ids(List<Departure> departures) {
    return OutboxStore.array(departures, d -> d.act().id(), Long[]::new);
  }

  private StatementSpec sql(String name) {
    return database.jdbc().sql(Sql.of("outbox/" + name));
  }
}
