package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.flow.Drifting;
import io.relance.ledger.Source;
import io.relance.store.DriftStore;
import io.relance.support.Reminded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.Registry;
import org.junit.jupiter.api.Test;

/** routes/drift.camel.yaml, as shipped: what an ERP carries against what it was told. */
class DriftRouteTest extends ShippedRoute {
  private final Reminded ledger = new Reminded(database);
  private final DriftStore store = new DriftStore(database, clock());
  private Map<String, String> carried = new HashMap<>();
  private boolean down;

  @Override
  protected String file() {
    return "drift";
  }

  @Override
  protected void bind(Registry registry) {
    registry.bind(
        "drifting", new Drifting(store, alerts, List.of(Source.able("acme", "erp", List.of("1")))));
  }

  @Override
  protected RouteBuilder around() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        routeTemplate("erp-markers")
            .from("kamelet:source")
            .process(
                exchange -> {
                  if (down) {
                    throw new IllegalStateException("down");
                  }
                  exchange.getMessage().setBody(carried);
                });
      }
    };
  }

  private void marked(String debtor, String marker) {
    long account = ledger.account(debtor);
    ledger.update(
        "update account_state set marker = nullif(:marker, '') where account_id = :account",
        Map.of("marker", marker, "account", account));
  }

  private List<String> drift() {
    runNow();
    return column(
        "select debtor || ' ' || coalesce(ours, '-') || ' ' || coalesce(theirs, '-') from drift order by 1");
  }

  private List<String> alerted() {
    return alerts.list().stream()
        .filter(a -> a.kind().equals("drift"))
        .map(a -> a.message())
        .toList();
  }

  @Test
  void whatDiffersIsReportedUntilItIsMended() {
    marked("same", "R1");
    marked("removed", "R2");
    marked("changed", "R1");
    marked("added", "");
    marked("onItsWay", "R2");
    ledger.update(
        "insert into writeback (company_id, source, kind, key, target, data, next_attempt, created_at)"
            + " values (:company, 'acme', 'marker', 'k', 'onItsWay', '{}', now(), now())",
        Map.of("company", ledger.company()));
    carried.putAll(
        Map.of("same", "R1", "changed", "R3", "added", "R1", "onItsWay", "R1", "stranger", "R1"));

    assertThat(drift())
        .containsExactly("added - R1", "changed R1 R3", "removed R2 -", "stranger - R1");
    assertThat(alerted()).singleElement().asString().startsWith("4 customers carry another marker");

    down = true;
    assertThat(drift()).as("an ERP that cannot be asked mends nothing").hasSize(4);
    down = false;
    carried =
        new HashMap<>(Map.of("same", "R1", "changed", "R1", "removed", "R2", "onItsWay", "R1"));
    assertThat(drift()).isEmpty();
    assertThat(alerted()).isEmpty();
  }

  @Test
  void oneCustomerOfSeveralCompaniesMayCarryTheMarkerOfAnyOfThem() {
    marked("both", "R1");
    long second = new Reminded(database, "acme2").company();
    ledger.update(
        "update company set source = 'acme', key = '2' where id = :id", Map.of("id", second));
    ledger.update(
        "with d as (insert into debtor (company_id, key, name) values (:id, 'both', 'both') returning id),"
            + " a as (insert into account (debtor_id, company_id, currency) select id, :id, 'EUR' from d returning id)"
            + " insert into account_state (account_id, marker) select id, 'R2' from a",
        Map.of("id", second));
    carried.put("both", "R2");
    assertThat(drift()).isEmpty();
    carried.put("both", "R1");
    assertThat(drift()).isEmpty();
    carried.put("both", "R3");
    assertThat(drift()).hasSize(1);
  }
}
