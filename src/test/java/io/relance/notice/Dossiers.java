package io.relance.notice;

import io.relance.notice.Dossier.Creditor;
import io.relance.notice.Dossier.Debtor;
import io.relance.notice.Dossier.Line;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Believable things to write about. */
public final class Dossiers {
  public static final LocalDate TODAY = LocalDate.of(2026, 7, 7);
  private static final Creditor CREDITOR =
      new Creditor(
          "Ateliers Lumière SARL",
          "12 rue des Forges",
          "69003",
          "Lyon",
          "FR7630006000011234567890189",
          "AGRIFRPP",
          "+33 4 72 00 00 00",
          "comptabilite@ateliers-lumiere.example",
          "fr");

  private Dossiers() {}

  public static Line line(String number, LocalDate due, String open, @Nullable String link) {
    BigDecimal amount = new BigDecimal(open);
    return new Line(number, null, due.minusDays(30), due, amount, amount, link);
  }

  /** Two late invoices, a credit and one still to come. */
  public static Dossier overdue(@Nullable String language, String debtor) {
    return new Dossier(
        CREDITOR,
        new Debtor(debtor, "C00042", "Jeanne Martin", List.of()),
        language,
        "EUR",
        TODAY,
        List.of(
            line("FAC/2026/0031", LocalDate.of(2026, 7, 1), "300.00", null),
            line(
                "FAC/2026/0012",
                LocalDate.of(2026, 6, 25),
                "1240.50",
                "https://pay.example/12?a=1&b=2"),
            line("AVO/2026/0003", LocalDate.of(2026, 6, 20), "-40.00", null)),
        List.of(line("FAC/2026/0044", LocalDate.of(2026, 7, 31), "980.00", null)),
        new BigDecimal("1500.50"),
        TODAY.plusDays(7),
        1);
  }

  /** One late invoice. */
  public static Dossier single(@Nullable String language, String link) {
    return new Dossier(
        CREDITOR,
        new Debtor("Menuiserie Dupont", null, null, List.of()),
        language,
        "EUR",
        TODAY,
        List.of(line("FAC/2026/0012", LocalDate.of(2026, 6, 25), "1240.50", link)),
        List.of(),
        new BigDecimal("1240.50"),
        TODAY.plusDays(7),
        0);
  }

  /** Invoices that were reminded of and are paid: so many of two. */
  public static Dossier paid(@Nullable String language, String debtor, String currency, int many) {
    return new Dossier(
        CREDITOR,
        new Debtor(
            debtor, "C00042", "Jeanne Martin", List.of(debtor, "8 place Carnot", "75011 PARIS")),
        language,
        currency,
        TODAY,
        List.of(),
        List.of(),
        new BigDecimal("0.00"),
        null,
        2,
        Map.of(),
        List.of(
                line(
                    "FAC/2026/0012",
                    LocalDate.of(2026, 6, 25),
                    "1240.50",
                    "https://pay.example/12"),
                line("FAC/2026/0031", LocalDate.of(2026, 7, 1), "300.00", null))
            .subList(0, many));
  }

  /** One invoice that falls due later. */
  public static Dossier coming(@Nullable String language, String debtor) {
    return coming(language, debtor, 1);
  }

  /** So many of two invoices that fall due later. */
  public static Dossier coming(@Nullable String language, String debtor, int many) {
    List<Line> lines =
        List.of(
                line(
                    "FAC/2026/0044", LocalDate.of(2026, 7, 17), "980.00", "https://pay.example/44"),
                line("FAC/2026/0045", LocalDate.of(2026, 7, 18), "20.00", null))
            .subList(0, many);
    return new Dossier(
        CREDITOR,
        new Debtor(debtor, "C00042", null, List.of()),
        language,
        "EUR",
        TODAY,
        List.of(),
        lines,
        lines.stream().map(Line::open).reduce(BigDecimal.ZERO, BigDecimal::add),
        null,
        0);
  }

  /** The same in another currency. */
  public static Dossier in(String currency, Dossier plain) {
    return new Dossier(
        plain.creditor(),
        plain.debtor(),
        plain.language(),
        currency,
        plain.today(),
        plain.overdue(),
        plain.coming(),
        plain.asked(),
        plain.deadline(),
        plain.reminders(),
        plain.house(),
        plain.paid());
  }
}
