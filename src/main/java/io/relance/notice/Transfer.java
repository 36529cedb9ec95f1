package io.relance.notice;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.iban4j.BicUtil;
import org.iban4j.Iban4jException;
import org.iban4j.IbanUtil;
import org.jspecify.annotations.Nullable;

/**
 * A SEPA credit transfer that a debtor's bank reads from a QR code (EPC069-12, version 002).
 *
 * @param name of the creditor
 * @param amount in euros
 * @param reference structured; null = {@code text} says what is paid
 */
record Transfer(
    String name,
    String iban,
    @Nullable String bic,
    BigDecimal amount,
    @Nullable CreditorReference reference,
    String text) {
  private static final BigDecimal LEAST = new BigDecimal("0.01");
  private static final BigDecimal MOST = new BigDecimal("999999999.99");
  private static final int BYTES = 331;

  /**
   * What the code says; empty when the amount or the IBAN cannot stand in one. Text that is too
   * long is cut, a reference never.
   */
  Optional<String> payload() {
    if (!payable() || !IbanUtil.isValid(plain(iban)) || cut(name, 70).isEmpty()) {
      return Optional.empty();
    }
    String said = reference == null ? cut(text, 140) : "";
    String payload = lines(said);
    while (bytes(payload) > BYTES && !said.isEmpty()) {
      said = said.substring(0, said.offsetByCodePoints(said.length(), -1)).stripTrailing();
      payload = lines(said);
    }
    return bytes(payload) > BYTES ? Optional.empty() : Optional.of(payload);
  }

  private boolean payable() {
    return amount.compareTo(LEAST) >= 0
        && amount.compareTo(MOST) <= 0
        && amount.stripTrailingZeros().scale() <= 2;
  }

  /** UTF-8 is character set 1; purpose and the note to the originator are not used. */
  private String lines(String said) {
    return String.join(
            "\n",
            "BCD",
            "002",
            "1",
            "SCT",
            validBic(),
            cut(name, 70),
            plain(iban),
            "EUR" + amount.setScale(2).toPlainString(),
            "",
            reference == null ? "" : reference.text(),
            said)
        .stripTrailing();
  }

  /** Inside the EEA none is needed: a wrong one is left out. */
  private String validBic() {
    try {
      BicUtil.validate(plain(bic == null ? "" : bic));
      return plain(bic);
    } catch (Iban4jException e) {
      return "";
    }
  }

  private static String plain(String code) {
    return code.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
  }

  private static String cut(String text, int most) {
    String line = text.replaceAll("\\s+", " ").strip();
    int points = line.codePointCount(0, line.length());
    return points <= most ? line : line.substring(0, line.offsetByCodePoints(0, most)).strip();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
