package io.relance.ledger;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A debtor's official numbers, from what an ERP holds in its fields; null = none that is certainly
 * one. Two debtors with an equal number are the same legal entity.
 *
 * @param siren nine digits (INSEE; the last is a Luhn digit)
 * @param vat country and number, without blanks; of France only with its right key
 */
public record LegalIds(@Nullable String siren, @Nullable String vat) {
  /** Countries of the Union as their VAT numbers name them, and their neighbours. */
  private static final Set<String> COUNTRIES =
      Set.of(
          "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "GB", "HR",
          "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
          "XI");

  private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0\\u202f./-]+");
  private static final Pattern SIREN = Pattern.compile("\\d{9}(\\d{5})?");
  private static final Pattern VAT = Pattern.compile("[A-Z]{2}[0-9A-Z]{4,13}");
  private static final Pattern FRENCH = Pattern.compile("FR[0-9A-Z]{2}\\d{9}");
  private static final Pattern FEW = Pattern.compile("\\D*(\\d)?(\\D|\\1)*");

  /**
   * Reads them.
   *
   * @param siren a SIREN or a SIRET, as somebody wrote it
   * @param vat a VAT number, as somebody wrote it; a French one holds the SIREN
   */
  public static LegalIds of(@Nullable String siren, @Nullable String vat) {
    var number = vat(vat);
    var own = siren(siren);
    return new LegalIds(own != null || number == null ? own : within(number), number);
  }

  private static @Nullable String siren(@Nullable String written) {
    var digits = written == null ? "" : BLANKS.matcher(written).replaceAll("");
    return SIREN.matcher(digits).matches() && luhn(digits.substring(0, 9))
        ? digits.substring(0, 9)
        : null;
  }

  /** A number of nothing but noughts passes Luhn, and is what people type who have none. */
  private static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      int twice = digit * 2;
      sum += i % 2 == 0 ? digit : twice > 9 ? twice - 9 : twice;
    }
    return sum % 10 == 0 && sum > 0;
  }

  private static @Nullable String vat(@Nullable String written) {
    var number =
        written == null ? "" : BLANKS.matcher(written).replaceAll("").toUpperCase(Locale.ROOT);
    if (!VAT.matcher(number).matches() || !COUNTRIES.contains(number.substring(0, 2))) {
      return null;
    } else if (number.startsWith("FR")) {
      return within(number) == null ? null : number;
    }
    return FEW.matcher(number).matches() ? null : number;
  }

  /** The SIREN in a French number whose key is right (CGI, annexe; letters are not checked). */
  private static @Nullable String within(String vat) {
    if (!FRENCH.matcher(vat).matches()) {
      return null;
    }
    var siren = siren(vat.substring(4));
    var key = vat.substring(2, 4);
    boolean right =
        siren != null
            && (!key.matches("\\d\\d")
                || Integer.parseInt(key) == (12 + 3 * (Integer.parseInt(siren) % 97)) % 97);
    return right ? siren : null;
  }
}
