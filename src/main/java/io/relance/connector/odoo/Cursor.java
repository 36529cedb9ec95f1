package io.relance.connector.odoo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From where the next delta reads, in Odoo's own time, and a few posted moves it must then find no
 * older than now: they tell a restored backup from a quiet day.
 *
 * @param moment whole second, UTC
 * @param newest the highest write_date of any journal entry
 */
record Cursor(LocalDateTime moment, LocalDateTime newest, List<Witness> witnesses) {

  /** One posted move and the write_date it had. */
  record Witness(int id, LocalDateTime written) {}

  private static final DateTimeFormatter ODOO = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** A quiet database's data may be old; its HTTP clock is believed up to this much. */
  private static final Duration CLOCK_DOUBT = Duration.ofHours(1);

  /**
   * The cursor of a reading that begins now: never later than either Odoo's clock or, where that is
   * all there is, its data.
   */
  static Cursor starting(
      @Nullable Instant clock, @Nullable LocalDateTime data, List<Witness> witnesses) {
    LocalDateTime date = clock == null ? null : LocalDateTime.ofInstant(clock, ZoneOffset.UTC);
    LocalDateTime doubted = date == null ? LocalDateTime.MIN : date.minus(CLOCK_DOUBT);
    LocalDateTime moment = data == null || data.isBefore(doubted) ? doubted : data;
    if (date != null && date.isBefore(moment)) {
      moment = date;
    }
    if (moment.equals(LocalDateTime.MIN)) {
      moment = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);
    }
    return new Cursor(moment, data == null ? moment : data, witnesses);
  }

  /** Reads what {@link #text()} wrote. */
  static Cursor parse(String text) {
    String[] parts = text.split("[|]");
    List<Witness> witnesses = new ArrayList<>();
    for (int i = 2; i < parts.length; i++) {
      String[] pair = parts[i].split("@");
      witnesses.add(new Witness(Integer.parseInt(pair[0]), moment(pair[1])));
    }
    return new Cursor(moment(parts[0]), moment(parts[1]), List.copyOf(witnesses));
  }

  String text() {
    StringBuilder text = new StringBuilder(odoo(moment)).append('|').append(odoo(newest));
    witnesses.forEach(w -> text.append('|').append(w.id()).append('@').append(odoo(w.written())));
    return text.toString();
  }

  /**
   * The lower bound of the next reading, in Odoo's form: write_date is the start of a transaction,
   * so what long transactions commit meanwhile lies before the cursor.
   */
  String since(int overlapMinutes) {
    return odoo(moment.minusMinutes(overlapMinutes));
  }

  /**
   * Comparable as text. Only the day: deleting the newest draft must not look like an older copy.
   * Within a day the witnesses tell.
   */
  String mark() {
    return newest.toLocalDate().toString();
  }

  static LocalDateTime moment(String odoo) {
    return LocalDateTime.parse(odoo, ODOO);
  }

  static String odoo(LocalDateTime moment) {
    return ODOO.format(moment);
  }
}
