package io.relance.notice;

import io.relance.notice.Dossier.Books;
import io.relance.notice.Dossier.Creditor;
import io.relance.notice.Dossier.Debtor;
import io.relance.notice.Dossier.Line;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Made-up debtors on whom words are tried before anybody is written to. */
final class Samples {
  private static final LocalDate TODAY = LocalDate.of(2026, 7, 7);
  private static final Line LATE =
      line("INV-2", "PO-7", TODAY.minusDays(60), "120.00", "https://pay.example/2")
          .in(new Books("Sample Ltd", "C1"));
  private static final Line CREDIT = line("CN-1", null, TODAY.minusDays(20), "-20.00", null);
  private static final Line COMING =
      line("INV-3", null, TODAY.plusDays(10), "80.00", null)
          .in(new Books("Sample Services", "411C1"));

  private Samples() {}

  /** One of whom everything is known, with a credit; one with a single item and nothing more. */
  static List<Dossier> of(String language, Occasion occasion, boolean deadline) {
    LocalDate until = deadline ? TODAY.plusDays(8) : null;
    boolean paid = occasion == Occasion.PAID;
    boolean late = occasion == Occasion.OVERDUE;
    Line single = line("INV-1", null, TODAY.minusDays(30), "5", null);
    return List.of(
        new Dossier(
            new Creditor(
                "Sample Ltd",
                "1 High Street",
                "69003",
                "Lyon",
                "FR7630006000011234567890189",
                "AGRIFRPP",
                "+33 4 72 00 00 00",
                "desk@sample.example",
                language),
            new Debtor(
                "Sample Debtor",
                "C1",
                "Jane Doe",
                List.of("Sample Debtor", "2 Low Road", "10115 BERLIN")),
            language,
            "EUR",
            TODAY,
            late ? List.of(LATE, CREDIT) : List.of(),
            paid ? List.of() : List.of(COMING),
            new BigDecimal(paid ? "0.00" : "100.00"),
            until,
            2,
            Map.of(),
            paid ? List.of(LATE, single) : List.of()),
        new Dossier(
            new Creditor("Sample Ltd", null, null, null, null, null, null, null, language),
            new Debtor("Sample Debtor", null, null, List.of()),
            language,
            "EUR",
            TODAY,
            late ? List.of(single) : List.of(),
            occasion == Occasion.COMING ? List.of(COMING) : List.of(),
            new BigDecimal(paid ? "0.00" : "5.00"),
            until,
            0,
            Map.of(),
            paid ? List.of(single) : List.of()));
  }

  private static Line line(
      String number,
      @Nullable String reference,
      LocalDate due,
      String open,
      @Nullable String link) {
    BigDecimal amount = new BigDecimal(open);
    LocalDate issued = link == null ? null : due.minusDays(30);
    return new Line(number, reference, issued, due, amount.abs(), amount, link);
  }
}
