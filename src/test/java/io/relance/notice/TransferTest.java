package io.relance.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TransferTest {
  private static final String IBAN = "FR76 3000 6000 0112 3456 7890 189";

  @Test
  void theLinesOfEpc069() {
    assertThat(transfer("Hôtel & Fils", IBAN, "AGRIFRPP", "1200", "FA-1", "").payload())
        .hasValue(
            """
            BCD
            002
            1
            SCT
            AGRIFRPP
            Hôtel & Fils
            FR7630006000011234567890189
            EUR1200.00

            %s"""
                .formatted(CreditorReference.of("FA-1").orElseThrow().text()));
  }

  @Test
  void withoutReferenceTheTextStandsInTheLastLine() {
    String payload =
        transfer("A", IBAN, null, "0.01", null, "FA-1,\n FA-2").payload().orElseThrow();
    assertThat(payload).endsWith("EUR0.01\n\n\nFA-1, FA-2");
  }

  @Test
  void nothingThatABankWouldRefuse() {
    assertThat(transfer("A", IBAN, null, "0", null, "x").payload()).isEmpty();
    assertThat(transfer("A", IBAN, null, "-5", null, "x").payload()).isEmpty();
    assertThat(transfer("A", IBAN, null, "1000000000", null, "x").payload()).isEmpty();
    assertThat(transfer("A", "FR7630006000011234567890188", null, "5", null, "x").payload())
        .isEmpty();
    assertThat(transfer(" ", IBAN, null, "5", null, "x").payload()).isEmpty();
    assertThat(transfer("A", IBAN, "NOT A BIC", "5", null, "x").payload().orElseThrow())
        .contains("SCT\n\nA\n");
  }

  @Test
  void longTextIsCutToTheBytesOfACodeAndTheReferenceNever() {
    String name = "Société éâîôû".repeat(8);
    String text = "ééééé ".repeat(40);
    String cut = transfer(name, IBAN, "AGRIFRPP", "5", null, text).payload().orElseThrow();
    assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isBetween(320, 331);
    assertThat(cut.lines().toList().get(5)).hasSize(70);

    String reference = "123456789012345678901";
    assertThat(transfer(name, IBAN, "AGRIFRPP", "5", reference, text).payload().orElseThrow())
        .endsWith(reference);
  }

  private static Transfer transfer(
      String name, String iban, String bic, String amount, String number, String text) {
    CreditorReference reference =
        number == null ? null : CreditorReference.of(number).orElseThrow();
    return new Transfer(name, iban, bic, new BigDecimal(amount), reference, text);
  }
}
