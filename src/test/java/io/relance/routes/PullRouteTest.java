package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.connector.SourceTrouble;
import io.relance.flow.Intake;
import io.relance.flow.Merging;
import io.relance.ledger.Guards;
import io.relance.ledger.Source;
import io.relance.store.AlertStore.Alert;
import io.relance.store.JournalStore;
import io.relance.store.LedgerStore;
import io.relance.store.OutwardStore;
import io.relance.store.OutwardStore.Mode;
import io.relance.store.OutwardStore.Outward;
import io.relance.store.PauseStore;
import io.relance.support.Feeding;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.Registry;
import org.junit.jupiter.api.Test;

/** routes/pull and routes/ledger, as shipped, against an ERP of two companies. */
class PullRouteTest extends ShippedRoute {
  private final Map<String, String> items = new TreeMap<>();
  private final List<Object> lookedUp = new ArrayList<>();
  private final List<String> merged = new ArrayList<>();
  private String failing = "";
  private final Set<Source.Ability> can = EnumSet.allOf(Source.Ability.class);
  private boolean unchanged;
  private String asOf = "";
  private boolean closes = true;
  private String identity = "erp-1";
  private Duration passed = Duration.ZERO;

  @Override
  protected Clock clock() {
    return new Clock() {
      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return Clock.fixed(instant(), zone);
      }

      @Override
      public java.time.Instant instant() {
        return Feeding.NOON.plus(passed == null ? Duration.ZERO : passed);
      }
    };
  }

  @Override
  protected String file() {
    return "pull";
  }

  @Override
  protected List<String> files() {
    return List.of("pull", "ledger");
  }

  @Override
  protected void bind(Registry registry) {
    registry.bind(
        "intake",
        new Intake(
            new LedgerStore(database, Guards.usual()),
            outward(),
            alerts,
            clock(),
            List.of(new Source("acme", "erp", List.of("1", "2"), can, 3))));
    registry.bind(
        "merging", new Merging(database, new JournalStore(database), alerts, clock(), List.of()));
    registry.bind("writeBack", new Told());
  }

  /** Stands where the write-backs are queued. */
  public final class Told {
    public void afterMerge(long company) {
      merged.add(String.valueOf(company));
    }
  }

  private OutwardStore outward() {
    return new OutwardStore(database, new JournalStore(database), clock());
  }

  @Override
  protected RouteBuilder around() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        for (String action : List.of("sweep", "delta")) {
          routeTemplate("erp-" + action)
              .from("kamelet:source")
              .process(PullRouteTest.this::fail)
              .setHeader("relanceType", constant("debtor"))
              .setBody(constant("[{\"key\":\"D1\",\"name\":\"Dupont\"}]"))
              .to("direct:ledger-page")
              .setHeader("relanceType", constant("item"))
              .process(e -> e.getMessage().setBody(page()))
              .to("direct:ledger-page")
              .filter(e -> closes)
              .process(e -> e.getMessage().setBody(proof()))
              .to("direct:sweep-close");
        }
        routeTemplate("erp-recheck")
            .from("kamelet:source")
            .process(e -> lookedUp.add(e.getMessage().getBody()))
            .process(e -> e.getMessage().setBody(Map.of("item", "[]")));
      }
    };
  }

  private void fail(Exchange exchange) {
    if (failing.equals(exchange.getProperty("company"))) {
      throw new SourceTrouble(SourceTrouble.Kind.REFUSED, "the key has expired: make a new one");
    }
  }

  private String page() {
    return "[" + String.join(",", items.values()) + "]";
  }

  private Map<String, Object> proof() {
    Map<String, Object> proof = new TreeMap<>();
    proof.put("items", items.size());
    proof.put("totals", Map.of("EUR", 10 * items.size()));
    proof.put("identity", identity);
    proof.put("mark", "7");
    proof.put("unchanged", unchanged);
    if (!asOf.isEmpty()) {
      proof.put("asOf", asOf);
    }
    proof.put("clock", clock().instant().toString());
    return proof;
  }

  private void item(String key) {
    items.put(
        key,
        """
        {"key":"%s","debtor":"D1","currency":"EUR","kind":"invoice","due":"2026-11-01","original":10,"open":10}"""
            .formatted(key));
  }

  private void pull() {
    passed = passed.plus(Duration.ofHours(25));
    template.send("direct:pull", exchange -> exchange.setProperty("source", "acme"));
  }

  @Test
  void bothCompaniesAreReadWhole() {
    item("a");
    pull();
    assertThat(list("select key || ' ' || company_id from item order by company_id"))
        .containsExactly("a 1", "a 2");
    assertThat(list("select state from sweep")).containsExactly("whole", "whole");
    assertThat(merged).containsExactly("1", "2");
    assertThat(alerts.list()).isEmpty();
  }

  @Test
  void onesTroubleNeverStopsTheOther() {
    item("a");
    failing = "1";
    pull();
    assertThat(list("select key || ' ' || company_id from item")).containsExactly("a 2");
    assertThat(alerts.list())
        .extracting(Alert::subject, Alert::message)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("acme/1", "the key has expired: make a new one"));
    assertThat(list("select trouble from feed where trouble is not null")).hasSize(1);
    failing = "";
    pull();
    assertThat(alerts.list()).isEmpty();
    assertThat(list("select trouble from feed where trouble is not null")).isEmpty();
  }

  @Test
  void aPausedSourceIsNotReadUntilItIsResumed() {
    item("a");
    pull();
    PauseStore pauses = new PauseStore(database, new JournalStore(database), clock());
    pauses.pauseSource("acme", "claire");
    item("b");
    pull();
    assertThat(list("select distinct key from item")).containsExactly("a");
    assertThat(list("select state from sweep")).containsExactly("whole", "whole");
    pauses.resumeSource("acme", "claire");
    pull();
    assertThat(list("select distinct key from item order by 1")).containsExactly("a", "b");
  }

  @Test
  void withoutItsCloseNothingHappened() {
    item("a");
    closes = false;
    pull();
    assertThat(list("select key from item")).isEmpty();
    assertThat(alerts.list())
        .extracting(Alert::message)
        .allMatch(m -> m.contains("without its close"));
  }

  @Test
  void whatIsMissingIsLookedUpBeforeItIsGone() {
    item("a");
    item("b");
    pull();
    items.remove("b");
    pull();
    assertThat(lookedUp).containsExactly(List.of("b"), List.of("b"));
    assertThat(list("select key || settled_as from item where open = 0"))
        .containsExactly("bgone", "bgone");
  }

  @Test
  void anotherErpTurnsTheSwitchOff() {
    item("a");
    pull();
    outward().set(1, new Outward(Mode.ON, null), "claire");
    identity = "copy";
    pull();
    assertThat(outward().get(1).mode()).isEqualTo(Mode.OFF);
    assertThat(alerts.list())
        .extracting(Alert::message)
        .allMatch(m -> m.contains("not the ERP it was"));
  }

  @Test
  void aFileIsWhatItSays() {
    can.clear();
    item("a");
    item("b");
    asOf = "2026-11-18T16:00:00Z";
    pull();
    items.remove("b");
    pull();
    assertThat(lookedUp).isEmpty();
    assertThat(list("select mode from sweep")).containsOnly("sweep");
    assertThat(list("select key || settled_as from item where open = 0"))
        .containsExactly("bsettled", "bsettled");
    assertThat(list("select distinct swept_at::text || ' ' || fresh_until from feed"))
        .containsExactly("2026-11-18 16:00:00+00 2026-11-23 23:00:00+00");
  }

  @Test
  void nothingNewerChangesNothingAndEndsWhatWasOnlyOutOfReach() {
    can.clear();
    item("a");
    pull();
    failing = "1";
    pull();
    assertThat(alerts.list()).hasSize(1);
    failing = "";
    unchanged = true;
    items.clear();
    pull();
    assertThat(list("select distinct key || open from item")).containsExactly("a10.000");
    assertThat(list("select state from sweep order by id"))
        .containsExactly("whole", "whole", "void", "whole");
    assertThat(list("select trouble from feed where trouble is not null")).isEmpty();
    assertThat(alerts.list()).isEmpty();
  }

  private List<String> list(String sql) {
    return database.jdbc().sql(sql).query(String.class).list();
  }
}
