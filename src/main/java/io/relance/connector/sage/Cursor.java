package io.relance.connector.sage;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From where the next delta reads, by the server's own local clock, and a few lines it must then
 * find no older than now: they tell a restored backup from a quiet day.
 */
record Cursor(LocalDateTime moment, List<Witness> witnesses) {
  /** One ledger line and when it was touched last. */
  record Witness(long row, LocalDateTime touched) {}

  static @Nullable Cursor read(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    String[] parts = text.split("[|]");
    List<Witness> witnesses = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].split("@");
      witnesses.add(new Witness(Long.parseLong(pair[0]), LocalDateTime.parse(pair[1])));
    }
    return new Cursor(LocalDateTime.parse(parts[0]), List.copyOf(witnesses));
  }

  /** What stands there now. */
  static Cursor now(LocalDateTime moment, Statements statements) {
    List<Witness> witnesses = new ArrayList<>();
    for (Row row : statements.ask("newest")) {
      LocalDateTime touched = row.moment("cbModification");
      if (touched != null) {
        witnesses.add(new Witness(row.id("cbMarq"), touched));
      }
    }
    return new Cursor(moment.truncatedTo(ChronoUnit.SECONDS), witnesses);
  }

  /**
   * Did the database go back? A line touched earlier than it was, or none of them there, tells of
   * an older backup; some deleted ones do not.
   */
  boolean isAheadOf(Statements statements) {
    if (witnesses.isEmpty()) {
      return false;
    }
    List<Long> rows = witnesses.stream().map(Witness::row).toList();
    List<Row> found = statements.ask("witnesses", Map.of("rows", rows));
    return found.isEmpty() || found.stream().anyMatch(this::wentBack);
  }

  private boolean wentBack(Row row) {
    LocalDateTime touched = row.moment("cbModification");
    return witnesses.stream()
        .filter(witness -> witness.row() == row.id("cbMarq"))
        .anyMatch(witness -> touched == null || touched.isBefore(witness.touched()));
  }

  /** The day of the newest change; comparable as text. */
  @Nullable String mark() {
    return witnesses.isEmpty() ? null : witnesses.get(0).touched().toLocalDate().toString();
  }

  LocalDateTime since(int overlapMinutes) {
    return moment.minusMinutes(overlapMinutes);
  }

  String text() {
    StringBuilder text = new StringBuilder(moment.toString());
    witnesses.forEach(w -> text.append('|').append(w.row()).append('@').append(w.touched()));
    return text.toString();
  }
}
