package io.relance.connector.sage;

import io.relance.connector.file.Report;
import io.relance.connector.sage.Line.Letter;
import io.relance.connector.sage.Line.Papers;
import io.relance.connector.sage.Line.Posting;
import io.relance.connector.sage.Line.Reminder;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of the records that we use, by their place. */
final class ExportFields {
  private static final int PIVOT = 70;

  private ExportFields() {}

  /** JJMMAA; null when there is none, or none that exists. */
  static @Nullable LocalDate date(String field) {
    String text = field.strip();
    if (!text.matches("\\d{6}")) {
      return null;
    }
    int year = Integer.parseInt(text.substring(4));
    try {
      return LocalDate.of(
          year < PIVOT ? 2000 + year : 1900 + year,
          Integer.parseInt(text.substring(2, 4)),
          Integer.parseInt(text.substring(0, 2)));
    } catch (DateTimeException e) {
      return null;
    }
  }

  static int number(String field) {
    return field.strip().matches("\\d{1,4}") ? Integer.parseInt(field.strip()) : 0;
  }

  private static boolean isAmount(String field) {
    return field.strip().matches("-?\\d{1,15}([.,]\\d{1,6})?");
  }

  private static BigDecimal amount(String field) {
    return field.isBlank() ? BigDecimal.ZERO : new BigDecimal(field.strip().replace(',', '.'));
  }

  /** Lists every field of a ledger line that cannot be read. */
  static void check(long line, List<String> fields, Report report) {
    for (int place : new int[] {1, 12, 30}) {
      boolean needed = place == 1;
      if (date(fields.get(place)) == null && (needed || !fields.get(place).isBlank())) {
        wrong(line, place, fields, "date JJMMAA", "date JJMMAA", report);
      }
    }
    if (!isAmount(fields.get(17))) {
      wrong(line, 17, fields, "montant", "amount", report);
    }
    if (!fields.get(24).isBlank() && !isAmount(fields.get(24))) {
      wrong(line, 24, fields, "montant en devise", "amount in currency", report);
    }
    if (!fields.get(16).strip().matches("[01]")) {
      wrong(line, 16, fields, "sens 0 ou 1", "side 0 or 1", report);
    }
    if (!fields.get(22).strip().matches("[0-4]?")) {
      wrong(line, 22, fields, "type d'à-nouveau 0 à 4", "carry-forward type 0 to 4", report);
    }
    for (int place : new int[] {11, 15, 21}) {
      if (!fields.get(place).strip().matches("\\d{0,4}")) {
        wrong(line, place, fields, "nombre", "number", report);
      }
    }
  }

  private static void wrong(
      long line, int place, List<String> fields, String french, String english, Report report) {
    long at = line + place + 1;
    report.add(
        at,
        "#MECG champ %d : « %s » n'est pas un(e) %s"
            .formatted(place + 1, fields.get(place), french),
        "#MECG field %d: '%s' is no %s".formatted(place + 1, fields.get(place), english));
  }

  /** A checked ledger line. */
  static Line line(Buckets.Taken record, Dossier dossier) {
    List<String> f = record.fields();
    LocalDate date = date(f.get(1));
    if (date == null) {
      throw new IllegalStateException("line " + record.line() + " was not checked");
    }
    return new Line(
        record.line(),
        new Posting(f.get(6).strip(), f.get(0).strip(), dossier.journal(f.get(0).strip()), date),
        new Papers(
            f.get(3).strip(),
            f.get(4).strip(),
            f.get(32).strip(),
            f.get(10).strip(),
            date(f.get(12)),
            dossier.mode(number(f.get(11))),
            Map.of()),
        Tables.value(
            dossier,
            f.get(16).strip().equals("0"),
            amount(f.get(17)),
            number(f.get(15)),
            amount(f.get(24))),
        new Letter(f.get(18).strip(), "", false),
        Opening.of(number(f.get(22))),
        new Reminder(number(f.get(21)), date(f.get(30))),
        null);
  }

  static BigDecimal signed(Buckets.Taken record) {
    BigDecimal amount = amount(record.fields().get(17));
    return record.fields().get(16).strip().equals("0") ? amount : amount.negate();
  }

  static Party party(Buckets.Taken record, List<Buckets.Taken> contacts) {
    List<String> f = record.fields();
    List<Party.Person> people = new ArrayList<>();
    people.add(new Party.Person(f.get(6).strip(), "", f.get(57).strip(), f.get(55).strip(), ""));
    contacts.forEach(contact -> people.add(person(contact.fields())));
    return new Party(
        record.party(),
        f.get(1).strip(),
        f.get(31).strip(),
        f.get(17).strip(),
        f.get(16).strip(),
        f.size() > 106 ? f.get(106).strip() : "",
        new Party.Address(
            (f.get(7).strip() + " " + f.get(8).strip()).strip(),
            f.get(9).strip(),
            f.get(10).strip(),
            f.get(12).strip()),
        new Party.State(
            f.get(52).strip().equals("1"),
            f.get(49).strip().equals("1"),
            f.get(50).strip().equals("2")),
        people,
        Map.of());
  }

  private static Party.Person person(List<String> f) {
    return new Party.Person(
        (get(f, 1) + " " + get(f, 0)).strip(), get(f, 3), get(f, 7), get(f, 4), get(f, 5));
  }

  private static String get(List<String> fields, int place) {
    return place < fields.size() ? fields.get(place).strip() : "";
  }
}
