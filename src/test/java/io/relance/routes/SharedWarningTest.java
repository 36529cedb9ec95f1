package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.demo.FrenchLedger;
import io.relance.demo.SimulatedOdoo;
import io.relance.flow.NextLevel;
import io.relance.flow.Telling;
import io.relance.flow.Telling.Teller;
import io.relance.flow.WriteBack;
import io.relance.notice.Templates;
import io.relance.store.JournalStore;
import io.relance.store.WritebackStore;
import io.relance.support.Reminded;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two companies of one Odoo share its customers, and so the one line that warns salespeople: routes
 * and connector as shipped, against the simulated Odoo.
 */
class SharedWarningTest extends ShippedRoute {
  private static final LocalDate DAY = LocalDate.parse("2026-11-20");
  private static final Path TEMPLATES = Path.of("templates");

  private final SimulatedOdoo odoo;
  private final Reminded paris = new Reminded(database);
  private final Reminded lyon = new Reminded(database, "lyon");
  private final WriteBack writeBack =
      new WriteBack(new WritebackStore(database, new JournalStore(database), clock()), List.of());
  private int customer;
  private long ofParis;
  private long ofLyon;

  SharedWarningTest() throws IOException {
    odoo = SimulatedOdoo.start(19, Clock.systemUTC());
  }

  @Override
  protected String file() {
    return "write-back";
  }

  @Override
  protected void bind(Registry registry) {
    Map<String, Teller> tellers = Map.of("acme", new Teller("odoo", false, 0));
    registry.bind(
        "telling",
        new Telling(
            new WritebackStore(database, new JournalStore(database), clock()),
            alerts,
            TEMPLATES,
            tellers,
            new NextLevel(List.of())));
    registry.bind("freemarker", Templates.in(TEMPLATES).configuration());
  }

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext context = super.createCamelContext();
    Map.of(
            "url", odoo.url(),
            "database", odoo.database(),
            "login", odoo.login(),
            "apiKey", odoo.apiKey())
        .forEach(
            (name, value) ->
                context
                    .getPropertiesComponent()
                    .addInitialProperty(
                        "camel.kamelet.odoo-writeback.acme-writeback." + name, value));
    for (String kamelet : List.of("odoo-writeback", "odoo-call")) {
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(
              ResourceHelper.resolveResource(
                  context, "file:connectors/odoo/" + kamelet + ".kamelet.yaml"));
    }
    return context;
  }

  @BeforeEach
  void bothWarn() {
    FrenchLedger.fill(odoo, DAY);
    customer = (Integer) odoo.ledger().rows("res.partner", "ref", "C1005").get(0).get("id");
    paris.update(
        "update company set source = 'acme', key = '2' where id = :id",
        Map.of("id", lyon.company()));
    ofParis = warns(paris, "100,00 EUR owed to Paris");
    ofLyon = warns(lyon, "200,00 EUR owed to Lyon");
    odoo.ledger()
        .update(
            "res.partner",
            customer,
            Map.of("sale_warn_msg", "Ask Hugo\n[Relance] 200,00 EUR owed to Lyon"));
  }

  @AfterEach
  void stop() {
    odoo.close();
  }

  /** A warning of that company that was sent; answers with its item. */
  private long warns(Reminded company, String line) {
    long account = company.account(String.valueOf(customer));
    long item = company.item(account, "move/" + company.company(), DAY.minusDays(19), 0);
    company.update(
        """
        with said as (
          insert into payload (sha256, content_type, content, retain_until, created_at)
          values ('', 'text/plain', convert_to(:line, 'UTF8'), '2036-01-01', now()) returning id)
        update act set channel = 'warning', internal = true, source = 'acme', payload_id = said.id from said where act.id = :act
        """,
        Map.of("line", line, "act", company.act(account, 2, DAY, item)));
    return item;
  }

  private void paid(Reminded company, long item) {
    company.update("update item set open = 0 where id = :id", Map.of("id", item));
    writeBack.afterMerge(company.company());
    await()
        .untilAsserted(
            () ->
                assertThat(column("select state from writeback where kind = 'warning'"))
                    .as("causes: %s", column("select cause from writeback"))
                    .isNotEmpty()
                    .containsOnly("done"));
  }

  private Object line() {
    return odoo.ledger().rows("res.partner", "id", customer).get(0).get("sale_warn_msg");
  }

  @Test
  void theWarningStandsUntilBothArePaid() {
    paid(lyon, ofLyon);
    assertThat(line()).isEqualTo("Ask Hugo\n[Relance] 100,00 EUR owed to Paris");
    paid(paris, ofParis);
    assertThat(line()).isEqualTo("Ask Hugo");
  }

  @Test
  void theOneThatIsStillOwedIsNotTouchedByTheOthersEnd() {
    paid(paris, ofParis);
    assertThat(line()).isEqualTo("Ask Hugo\n[Relance] 200,00 EUR owed to Lyon");
  }
}
