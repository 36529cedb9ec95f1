package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every journal entry touched since a moment, read again as a whole. Invoices are found by their
 * own write_date (their lines may have vanished without trace), the rest by its receivable lines
 * (in Odoo 14 a line's mark moves the line alone).
 */
final class Changes {
  private static final int CHUNK = 500;

  private final Reading reading;
  private final Conversation talk;
  private final String since;
  private final Map<String, String> written = new HashMap<>();
  private final Set<Integer> moves = new TreeSet<>();

  Changes(Reading reading, String since) {
    this.reading = reading;
    this.talk = reading.talk();
    this.since = since;
  }

  /** Reads all that was touched, naming each document so that vanished instalments are noticed. */
  void read() {
    look();
    talk.then(
        () -> Rows.chunks(moves, CHUNK).forEach(chunk -> new Documents(reading).read(chunk, true)));
  }

  /** Only looks what was touched; {@link #sameAs} compares two looks. */
  void look() {
    reading.pages(
        "account.move",
        List.of(
            List.of("move_type", "in", Reading.INVOICES),
            List.of("company_id", "=", reading.company()),
            List.of("write_date", ">=", since)),
        List.of("write_date"),
        rows -> rows.forEach(row -> note("m", row, row.path("id").asInt())));
    List<Object> touched = new ArrayList<>();
    touched.add(talk.session().receivable());
    touched.add(List.of("company_id", "=", reading.company()));
    touched.add(List.of("write_date", ">=", since));
    reading.pages(
        "account.move.line",
        touched,
        List.of("move_id", "write_date"),
        rows -> rows.forEach(row -> note("l", row, Rows.id(row, "move_id"))));
  }

  private void note(String kind, JsonNode row, int move) {
    written.put(kind + row.path("id").asInt(), Rows.text(row, "write_date"));
    moves.add(move);
  }

  boolean sameAs(Changes other) {
    return written.equals(other.written);
  }
}
