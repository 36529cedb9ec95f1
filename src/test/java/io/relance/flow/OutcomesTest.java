package io.relance.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.ledger.Source;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.HoldStore;
import io.relance.store.JournalStore;
import io.relance.store.TaskStore;
import io.relance.support.Reminded;
import io.relance.support.TestDatabase;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an ERP says of tasks; the whole way is in SendTasksTest. */
class OutcomesTest {
  private final Clock clock = Clock.systemUTC();
  private final Database database = TestDatabase.fresh();
  private final JournalStore journal = new JournalStore(database);
  private final AlertStore alerts = new AlertStore(database, clock);
  private final HoldStore holds = new HoldStore(database, journal, alerts, clock);
  private final TaskStore tasks = new TaskStore(database, journal, holds, clock);
  private final Reminded reminded = new Reminded(database);
  private final Outcomes outcomes = new Outcomes(tasks, alerts, clock, List.of());

  @AfterEach
  void close() {
    database.close();
  }

  private void given(String debtor, String id) {
    long act = reminded.act(reminded.account(debtor), 1, LocalDate.now(clock));
    tasks.put(act, "acme", id, "key-" + id, debtor);
  }

  private void answered(Map<?, ?>... answers) {
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    exchange.getMessage().setBody(Source.able("acme", "still", List.of("1")));
    outcomes.open(exchange);
    exchange.getMessage().setBody(List.of(answers));
    outcomes.take(exchange);
  }

  private static Map<String, String> done(String id, String on) {
    return Map.of("id", id, "state", "done", "text", "rappelé", "on", on);
  }

  private List<String> states() {
    return database
        .jdbc()
        .sql("select erp_id || ' ' || state from task order by erp_id")
        .query(String.class)
        .list();
  }

  @Test
  void anAnswerThatCannotBeReadHoldsUpNoOther() {
    given("D1", "T1");
    given("D2", "T2");
    answered(done("T1", "yesterday"), done("T2", "2026-11-20"));
    assertThat(states()).containsExactly("T1 open", "T2 done");
    assertThat(alerts.list()).singleElement().asString().contains("task T1", "D1", "yesterday");

    answered(done("T1", "2026-11-20"));
    assertThat(states()).containsExactly("T1 done", "T2 done");
    assertThat(alerts.list()).isEmpty();
  }
}
