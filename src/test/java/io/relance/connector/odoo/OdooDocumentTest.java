package io.relance.connector.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.connector.SourceTrouble;
import io.relance.demo.FrenchLedger;
import io.relance.demo.SimulatedOdoo;
import io.relance.demo.SimulatedOdoo.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The invoice's own PDF, and no other file that hangs on it. */
@ParameterizedClass
@ValueSource(ints = {19, 14})
class OdooDocumentTest {
  @Parameter int major;
  private SimulatedOdoo odoo;
  private Street street;
  private int invoice;

  @BeforeEach
  void start() throws Exception {
    odoo = SimulatedOdoo.start(major, Clock.systemUTC());
    FrenchLedger.fill(odoo, LocalDate.of(2026, 11, 21));
    invoice =
        (Integer) odoo.ledger().rows("account.move", "move_type", "out_invoice").get(0).get("id");
    street = Street.to(odoo, Map.of("timeoutSeconds", "1"));
  }

  @AfterEach
  void stop() throws Exception {
    street.close();
    odoo.close();
  }

  private static byte[] pdf(String text) {
    return ("%PDF-1.7 " + text).getBytes(StandardCharsets.US_ASCII);
  }

  @SuppressWarnings("unchecked")
  private @Nullable Map<String, Object> document(int key, @Nullable String known) throws Exception {
    Map<String, Object> properties = new HashMap<>();
    properties.put("documentKey", String.valueOf(key));
    properties.put("documentKnown", known);
    properties.put("documentMost", 1_000L);
    return (Map<String, Object>) street.run("document", null, properties);
  }

  private void otherFile(String name) {
    odoo.ledger()
        .insert(
            "ir.attachment",
            Map.of(
                "name", name,
                "res_model", "account.move",
                "res_id", invoice,
                "mimetype", "application/pdf",
                "checksum", "x",
                "datas", "eA=="));
  }

  @Test
  void thePdfAsItWasPrinted() throws Exception {
    otherFile("margin calculation.pdf");
    odoo.ledger().printed(invoice, pdf("old"), false);
    odoo.ledger().printed(invoice, pdf("as saved"), false);
    String number = (String) odoo.ledger().rows("account.move", "id", invoice).get(0).get("name");
    assertThat(document(invoice, null))
        .containsEntry("name", number.replace('/', '-') + ".pdf")
        .containsEntry("type", "application/pdf")
        .containsEntry("content", pdf("as saved"));
  }

  @Test
  void theLegalOneBeforeAnyOther() throws Exception {
    odoo.ledger().printed(invoice, pdf("legal"), true);
    odoo.ledger().printed(invoice, pdf("later"), false);
    assertThat(document(invoice, null)).containsEntry("content", pdf("legal"));
  }

  @Test
  void whatIsKnownIsNotFetchedAgain() throws Exception {
    odoo.ledger().printed(invoice, pdf("one"), true);
    String version = (String) document(invoice, null).get("version");
    assertThat(document(invoice, version)).isEqualTo(Map.of("version", version));
    odoo.ledger().printed(invoice, pdf("two"), true);
    assertThat(document(invoice, version)).containsEntry("content", pdf("two"));
  }

  @Test
  void whatWasNeverPrintedOrIsNoInvoiceIsNone() throws Exception {
    otherFile("margin calculation.pdf");
    assertThat(document(invoice, null)).isNull();
    assertThat(document(987_654, null)).isNull();
    odoo.ledger().printed(invoice, pdf("x"), true);
    odoo.ledger().cancel(invoice);
    assertThat(document(invoice, null)).isNull();
  }

  @Test
  void whatNoMessageMayCarryIsNotFetched() {
    odoo.ledger().printed(invoice, pdf("x".repeat(1_000)), true);
    assertThatThrownBy(() -> document(invoice, null))
        .isInstanceOf(SourceTrouble.class)
        .hasMessageContaining("the file has 1009 bytes, and a message may carry 1000")
        .hasMessageContaining("relance.mail.attach.kilobytes");
  }

  @Test
  void anOdooThatCannotAnswerIsNotAnOdooWithout() {
    odoo.ledger().printed(invoice, pdf("x"), true);
    odoo.failAfter(1, Fault.CUT);
    assertThatThrownBy(() -> document(invoice, null)).isInstanceOf(SourceTrouble.class);
  }
}
