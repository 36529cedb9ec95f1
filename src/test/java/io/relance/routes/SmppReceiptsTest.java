package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.relance.flow.Deliveries;
import io.relance.flow.Receipts;
import io.relance.flow.SmppIds;
import io.relance.flow.SmppReading;
import io.relance.flow.SmppReports;
import io.relance.flow.SmsAnswers;
import io.relance.flow.WriteBack;
import io.relance.store.AlertStore.Alert;
import io.relance.store.JournalStore;
import io.relance.store.OutboxStore;
import io.relance.store.WritebackStore;
import io.relance.support.SimulatedSmsc;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** routes/receipts-smpp.camel.yaml, as shipped, against the simulated centre. */
class SmppReceiptsTest extends ShippedRoute {
  private final SimulatedSmsc smsc = new SimulatedSmsc();

  @Override
  protected String file() {
    return "receipts-smpp";
  }

  @Override
  protected void bind(Registry registry) {
    JournalStore journal = new JournalStore(database);
    Receipts.Stores stores =
        new Receipts.Stores(
            database, new OutboxStore(database, clock(), "n1"), journal, alerts, clock());
    WriteBack writeBack = new WriteBack(new WritebackStore(database, journal, clock()), List.of());
    registry.bind("smppReading", new SmppReading());
    registry.bind(
        "smppReports",
        new SmppReports(
            new Deliveries(stores, writeBack),
            new SmsAnswers(stores),
            alerts,
            clock(),
            new SmppIds(true)));
  }

  @Override
  protected RouteBuilder around() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        getContext().getPropertiesComponent().setInitialProperties(smsc.settings());
      }
    };
  }

  @BeforeEach
  void listens() {
    await().until(() -> context.getRouteController().getRouteStatus("receipts-smpp").isStarted());
  }

  @AfterEach
  void closeCentre() {
    smsc.close();
  }

  private List<String> kept() {
    return column(
        "select channel || ' ' || gateway_id || ' ' || status || ' ' || detail from delivery_report order by gateway_id");
  }

  @Test
  void keepsWhatIsReportedOnce() {
    smsc.report("0000000755", "DELIVRD");
    smsc.report("0000000755", "DELIVRD");
    smsc.report("756", "UNDELIV");
    smsc.report("757", "EXPIRED");
    smsc.report("758", "ENROUTE");
    smsc.report("759", "FAILED"); // no state of SMPP 3.4

    assertThat(kept())
        .containsExactly(
            "smpp 755 delivered DELIVRD",
            "smpp 756 failed UNDELIV",
            "smpp 757 expired EXPIRED",
            "smpp 758 accepted ENROUTE",
            "smpp 759 failed FAILED");
  }

  @Test
  void whatCannotBeKeptIsToldAgainByTheCentre() {
    database.jdbc().sql("alter table delivery_report rename to away").update();
    assertThatThrownBy(() -> smsc.report("755", "DELIVRD")).hasMessageContaining("not take");

    database.jdbc().sql("alter table away rename to delivery_report").update();
    smsc.report("755", "DELIVRD");
    assertThat(kept()).hasSize(1);
  }

  @Test
  void whatSomebodyWroteIsTakenOnce() {
    smsc.write("33612345678", "Stop");
    smsc.write("33612345678", "Stop");
    smsc.write("RELANCE", "no number");

    assertThat(column("select email || ' ' || cause from address_block"))
        .containsExactly("+33612345678 asked for no more SMS");
  }

  @Test
  void aLostBindIsMadeAgainAndSomebodyIsTold() {
    smsc.down();
    await().until(() -> smsc.bound() == 0);
    tick();
    assertThat(alerts.list())
        .extracting(Alert::message)
        .singleElement()
        .asString()
        .contains("lost");

    smsc.up();
    await().until(() -> smsc.bound() == 1);
    tick();
    assertThat(alerts.list()).isEmpty();
    smsc.report("755", "DELIVRD");
    assertThat(kept()).hasSize(1);
  }

  @Test
  void aCentreThatIsNotThereAtTheStartIsBoundToLater() throws Exception {
    context.getRouteController().stopRoute("receipts-smpp");
    smsc.down();
    await()
        .untilAsserted(
            () -> {
              tick(); // the end of the old session is told by a thread of its own
              assertThat(alerts.list())
                  .extracting(Alert::message)
                  .singleElement()
                  .asString()
                  .containsAnyOf("no bind on which reports could come: Connection refused", "lost");
            });

    smsc.up();
    await()
        .untilAsserted(
            () -> {
              tick();
              assertThat(smsc.bound()).isEqualTo(1);
              assertThat(alerts.list()).isEmpty();
            });
  }

  /** Half a minute has gone by. */
  private void tick() {
    context
        .getRegistry()
        .lookupByNameAndType("smppReports", SmppReports.class)
        .bind(new DefaultExchange(context));
  }
}
