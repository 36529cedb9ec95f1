package io.relance.outbox;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What is ready and may not leave now.
 *
 * @param until it may, on the debtor's clock
 * @param because in words: Sunday, Good Friday, outside 08:00-20:00
 * @param abroad the debtor's clock is not the company's
 */
public record Wait(ZonedDateTime until, String because, boolean abroad) {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("EEEE d MMMM HH:mm", Locale.ENGLISH);

  /** For people. */
  public String text() {
    return "waits until %s%s (%s)"
        .formatted(MOMENT.format(until), abroad ? " in " + until.getZone() : "", because);
  }
}
