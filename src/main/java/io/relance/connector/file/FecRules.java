package io.relance.connector.file;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be known of a FEC beside its bytes.
 *
 * @param receivables beginnings of the accounts of customers
 * @param openings codes of the journals that open a year, in capitals
 * @param currency the company's
 * @param encoding a charset, or {@code auto}
 * @param terms of customers who have none of their own
 */
record FecRules(
    List<String> receivables, Set<String> openings, String currency, String encoding, Terms terms) {

  boolean isReceivable(String account) {
    for (String beginning : receivables) {
      if (account.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  boolean isOpening(String journal) {
    return openings.contains(journal.toUpperCase(Locale.ROOT));
  }

  Charset charset(Path file, Report report) throws IOException {
    Charset found = Encoding.of(file, report);
    return Encoding.named(encoding).orElse(found);
  }

  /** With a comma or a point, and no more decimals than the currency has. */
  Optional<BigDecimal> amount(String text) {
    return amountIn(currency, text);
  }

  /** Empty when it is no amount, or the currency none. */
  Optional<BigDecimal> amountIn(String code, String text) {
    char decimal = text.indexOf(',') >= 0 ? ',' : '.';
    return Figures.amount(text, decimal).flatMap(amount -> Figures.exact(amount, code));
  }
}
