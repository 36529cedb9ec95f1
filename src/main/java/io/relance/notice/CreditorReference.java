package io.relance.notice;

import java.math.BigInteger;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** A creditor reference (ISO 11649): RF, two check digits, at most 21 letters and digits. */
record CreditorReference(String text) {
  private static final int MOST = 21;
  private static final BigInteger MODULUS = BigInteger.valueOf(97);

  /** Made of an invoice's or customer's number; empty when it has no or too many characters. */
  static Optional<CreditorReference> of(String number) {
    String plain =
        Normalizer.normalize(number, Normalizer.Form.NFD)
            .replaceAll("[^A-Za-z0-9]", "")
            .toUpperCase(Locale.ROOT);
    if (plain.isEmpty() || plain.length() > MOST) {
      return Optional.empty();
    }
    int check = 98 - remainder(plain + "RF00");
    return Optional.of(new CreditorReference("RF%02d%s".formatted(check, plain)));
  }

  /** True when its check digits are right. */
  boolean valid() {
    return text.matches("RF[0-9]{2}[A-Z0-9]{1,21}")
        && remainder(text.substring(4) + text.substring(0, 4)) == 1;
  }

  /** ISO 7064, modulo 97-10: letters count from A = 10 to Z = 35. */
  private static int remainder(String text) {
    StringBuilder digits = new StringBuilder();
    text.chars().forEach(c -> digits.append(Character.digit(c, 36)));
    return new BigInteger(digits.toString()).mod(MODULUS).intValue();
  }

  /** In groups of four, as it is printed. */
  String printed() {
    return text.replaceAll("(.{4})(?=.)", "$1 ");
  }
}
