package io.relance.connector.axelor;

import io.relance.connector.SourceTrouble.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * From where the next delta reads, in Axelor's own time, and some accounted instalments whose
 * version it must then find no lower than now: they tell a restored backup from a quiet day.
 *
 * @param mark the day on which the newest instalment was made
 */
record Cursor(Instant moment, String mark, List<Witness> witnesses) {

  /** One instalment and the version it had. */
  record Witness(long id, long version) {}

  private static final int NEWEST = 5;
  private static final int ENOUGH = 3;
  private static final String ACCOUNTED =
      "self.company.id = :companyId AND self.moveLine.move.statusSelect in (2,3)";

  /** What is known at the beginning of a reading. */
  static Cursor now(Talk talk, long company) {
    Question accounted =
        Question.of(Wanted.TERM, ACCOUNTED, Map.of("companyId", company))
            .fields(List.of("id", "version", "createdOn"))
            .limit(NEWEST);
    var made = talk.search(accounted.sortBy("-id")).rows();
    Question touched =
        Question.of(
                Wanted.TERM,
                ACCOUNTED + " AND self.updatedOn IS NOT NULL",
                Map.of("companyId", company))
            .fields(accounted.fields())
            .limit(NEWEST)
            .sortBy("-updatedOn");
    Map<Long, Witness> witnesses = new TreeMap<>();
    made.forEach(row -> put(witnesses, Rows.id(row, "id"), Rows.id(row, "version")));
    talk.search(touched)
        .rows()
        .forEach(row -> put(witnesses, Rows.id(row, "id"), Rows.id(row, "version")));
    String mark = made.isEmpty() ? "" : Rows.text(made.get(0), "createdOn");
    return new Cursor(
        talk.clock(),
        mark.length() < 10 ? "-" : mark.substring(0, 10),
        List.copyOf(witnesses.values()));
  }

  private static void put(Map<Long, Witness> witnesses, long id, long version) {
    witnesses.put(id, new Witness(id, version));
  }

  /**
   * With that day when it is the later one: a database that still shows all we knew is no older
   * because its newest instalment was cancelled. {@code -} is before all days.
   */
  Cursor notBefore(Cursor known) {
    return known.mark.compareTo(mark) <= 0 ? this : new Cursor(moment, known.mark, witnesses);
  }

  /** Reads what {@link #text()} wrote; null of nothing. */
  static @Nullable Cursor parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    String[] parts = text.split("[|]");
    List<Witness> witnesses = new ArrayList<>();
    for (int i = 2; i < parts.length; i++) {
      String[] pair = parts[i].split("@");
      witnesses.add(new Witness(Long.parseLong(pair[0]), Long.parseLong(pair[1])));
    }
    return new Cursor(Instant.parse(parts[0]), parts[1], List.copyOf(witnesses));
  }

  String text() {
    StringBuilder text = new StringBuilder(moment.toString()).append('|').append(mark);
    witnesses.forEach(w -> text.append('|').append(w.id()).append('@').append(w.version()));
    return text.toString();
  }

  Instant since(int overlapMinutes) {
    return moment.minus(Duration.ofMinutes(overlapMinutes));
  }

  /**
   * Is it the database we knew?
   *
   * @return whether all of the instalments are still to be seen
   * @throws io.relance.connector.SourceTrouble OLDER when an instalment is older than it was, or
   *     most of them are not to be seen
   */
  boolean check(Talk talk) {
    if (witnesses.isEmpty()) {
      return false;
    }
    Map<Long, Long> found = new HashMap<>();
    Question question =
        Question.of(
                Wanted.TERM,
                "self.id in (:ids)",
                Map.of("ids", witnesses.stream().map(Witness::id).toList()))
            .fields(List.of("id", "version"))
            .limit(witnesses.size());
    talk.search(question)
        .rows()
        .forEach(row -> found.put(Rows.id(row, "id"), Rows.id(row, "version")));
    for (Witness witness : witnesses) {
      Long version = found.get(witness.id());
      if (version != null && version < witness.version()) {
        throw older(
            talk,
            "instalment %d has version %d, the hub has seen version %d"
                .formatted(witness.id(), version, witness.version()));
      }
    }
    int missing = witnesses.size() - found.size();
    if (witnesses.size() >= ENOUGH && missing * 2 > witnesses.size()) {
      throw older(
          talk,
          missing
              + " of "
              + witnesses.size()
              + " instalments of the last reading are not to be seen");
    }
    return missing == 0;
  }

  private static RuntimeException older(Talk talk, String seen) {
    return talk.troubles("")
        .trouble(
            Kind.OLDER,
            seen + "; this is an older copy, or the user's rights were cut",
            "give the technical user its rights back; if Axelor was restored from a backup, a person"
                + " releases the sweep that is held for it");
  }
}
