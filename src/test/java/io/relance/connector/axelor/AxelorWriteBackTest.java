package io.relance.connector.axelor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import io.relance.demo.AxelorLedger;
import io.relance.demo.FrenchAxelor;
import io.relance.demo.SimulatedAxelor;
import io.relance.demo.SimulatedAxelor.Fault;
import io.relance.stories.StoryClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What we tell Axelor is there once, as sent, and makes it send nothing. */
class AxelorWriteBackTest {
  private static final String KEY = "<relance-42-7@hub>";

  private final StoryClock clock = new StoryClock(Instant.parse("2026-11-23T09:00:00Z"));
  private SimulatedAxelor axelor;
  private AxelorLedger ledger;
  private AxelorStreet street;

  @BeforeEach
  void start() throws Exception {
    axelor = SimulatedAxelor.start(8, clock);
    ledger = axelor.ledger();
    FrenchAxelor.fill(axelor, AxelorStreet.TODAY);
    street = AxelorStreet.to(axelor);
  }

  @AfterEach
  void stop() {
    assertThat(ledger.wouldBeSent()).as("messages Axelor would send").isZero();
    assertThat(axelor.followersMailed()).isZero();
    assertThat(axelor.calls())
        .noneMatch(call -> call.contains("ws/action") || call.endsWith("/message"));
    street.close();
    axelor.close();
  }

  private Object note(String key, String target, String channel) throws Exception {
    return street.run(
        "writeback",
        "<p>Relance 1 envoyée</p>",
        Map.of(
            "writebackKind", "note",
            "writebackKey", key,
            "writebackTarget", target,
            "writebackChannel", channel));
  }

  private List<Long> messages() {
    return ledger.ids("message.Message", "statusSelect", 3L);
  }

  @ParameterizedTest
  @CsvSource({"email, 2", "sms, 5", "letter, 1"})
  void aNoteIsAMessageThatWasSent(String channel, long medium) throws Exception {
    Object first = note(KEY, "1", channel);
    assertThat(note(KEY, "1", channel)).isEqualTo(first);
    assertThat(note("<relance-43-7@hub>", "1", channel)).isNotEqualTo(first);
    assertThat(messages()).hasSize(2);
    assertThat(ledger.values("message.Message", messages().get(0)))
        .containsEntry("typeSelect", 2L)
        .containsEntry("mediaTypeSelect", medium)
        .containsEntry("subject", "Relance [relance-42-7@hub]")
        .containsEntry("content", "<p>Relance 1 envoyée</p>")
        .containsEntry("sentDateT", clock.instant());
  }

  @Test
  void itIsFoundAtTheInvoiceAndAtThePartner() throws Exception {
    note(KEY, "1", "email");
    long partner = (Long) ledger.values("account.Invoice", 1).get("partner");
    assertThat(ledger.ids("message.MultiRelated", "relatedToSelectId", partner)).isNotEmpty();
    assertThat(
            ledger.ids(
                "message.MultiRelated", "relatedToSelect", "com.axelor.apps.account.db.Invoice"))
        .hasSize(1);
  }

  @Test
  void anEntryWithoutInvoiceIsToldAtThePartner() throws Exception {
    long line = ledger.ids("account.MoveLine", "origin", "OD-2231").get(0);
    note(KEY, "m" + ledger.values("account.MoveLine", line).get("move"), "email");
    assertThat(messages()).hasSize(1);
  }

  @Test
  void whatHappenedButWasNotAnsweredIsNotWrittenAgain() throws Exception {
    axelor.failAfter(2, Fault.LOST_REPLY, "Message");
    assertThatThrownBy(() -> note(KEY, "1", "email"))
        .isInstanceOfSatisfying(
            SourceTrouble.class, trouble -> assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE));
    assertThat(messages()).as("it happened, once").hasSize(1);
    axelor.heal();
    note(KEY, "1", "email");
    assertThat(messages()).hasSize(1);
  }

  @Test
  void aWarningIsALineOfThePartnersNotesAndThatLineAlone() throws Exception {
    ledger.update("base.Partner", 3, Map.of("description", "Demander Yann."));
    warn("1 240,50 EUR en retard");
    warn("1 240,50 EUR en retard");
    assertThat(ledger.values("base.Partner", 3))
        .containsEntry("description", "Demander Yann.\n[Relance] 1 240,50 EUR en retard");
    assertThat(axelor.calls()).filteredOn(call -> call.equals("POST Partner/3")).hasSize(1);
    warn(null);
    assertThat(ledger.values("base.Partner", 3)).containsEntry("description", "Demander Yann.");
    assertThat(ledger.ids("base.Blocking", "partner", 3L)).isEmpty();
  }

  private void warn(@Nullable String words) throws Exception {
    street.run(
        "writeback",
        words,
        Map.of("writebackKind", "warning", "writebackKey", "w/1", "writebackTarget", "3"));
  }

  @Test
  void aQuoteKeepsTheDayAndTheWords() throws Exception {
    note(KEY, "quote/1", "email");
    note(KEY, "quote/1", "email");
    assertThat(ledger.values("sale.SaleOrder", 1))
        .containsEntry("lastReminderDate", AxelorStreet.TODAY)
        .containsEntry("lastReminderComments", "<p>Relance 1 envoyée</p> [relance-42-7@hub]");
    assertThat(axelor.calls()).filteredOn(call -> call.equals("POST SaleOrder/1")).hasSize(1);
  }

  @Test
  void aQuoteThatChangedMeanwhileIsNotOverwritten() {
    axelor.meanwhile(
        "POST SaleOrder/1",
        () -> ledger.update("sale.SaleOrder", 1, Map.of("externalReference", "BC-9")));
    assertThatThrownBy(() -> note(KEY, "quote/1", "email"))
        .hasMessageContaining("Concurrent updates error");
    assertThat(ledger.values("sale.SaleOrder", 1).get("lastReminderDate")).isNull();
  }

  @Test
  void aMarkerHasNoPlaceThereAndAsksNothing() throws Exception {
    int before = axelor.calls().size();
    street.run("writeback", null, Map.of("writebackKind", "marker", "writebackTarget", "3"));
    assertThat(axelor.calls()).hasSize(before);
  }

  @Test
  void aDocumentThatIsGoneIsSaid() {
    assertThatThrownBy(() -> note(KEY, "99999", "email")).hasMessageContaining("gone");
    assertThat(messages()).isEmpty();
  }
}
