package io.relance.connector.sage;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import io.relance.connector.sage.Line.Letter;
import io.relance.connector.sage.Line.Papers;
import io.relance.connector.sage.Line.Posting;
import io.relance.connector.sage.Line.Reminder;
import io.relance.connector.sage.Line.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Sage's rows, made what both sources speak of. */
final class Tables {
  private static final String ADDED = "relance_";

  private Tables() {}

  /** Reads the small tables. */
  static Dossier dossier(Statements statements) {
    List<Row> rows = statements.ask("dossier");
    if (rows.isEmpty()) {
      throw trouble(statements, "P_DOSSIER is empty: this is no company's database");
    }
    Row row = rows.get(0);
    Map<String, JournalKind> journals = new HashMap<>();
    statements.ask("journals").forEach(j -> journals.put(j.text("JO_Num"), kind(j)));
    Map<Integer, String> modes = new HashMap<>();
    statements.ask("modes").forEach(m -> modes.put(m.number("cbIndice"), m.text("R_Intitule")));
    Map<Integer, String> currencies = new HashMap<>();
    statements
        .ask("currencies")
        .forEach(c -> currencies.put(c.number("cbIndice"), c.text("D_CodeISO")));
    return new Dossier(
        company(row), journals, modes, currencies, years(row), statements.access().given());
  }

  private static JournalKind kind(Row row) {
    try {
      return JournalKind.of(row.number("JO_Type"));
    } catch (IllegalArgumentException e) {
      throw new SourceTrouble(
          Kind.DRIFT,
          "Sage 100: journal %s: %s. What to do: look at it in Sage."
              .formatted(row.text("JO_Num"), e.getMessage()),
          e);
    }
  }

  private static Map<String, String> company(Row row) {
    Map<String, String> company = new HashMap<>();
    company.put("name", row.text("D_RaisonSoc"));
    company.put("vat", row.text("D_Identifiant").replace(" ", ""));
    company.put("registration", row.text("D_Siret"));
    company.put("street", row.text("D_Adresse"));
    company.put("zip", row.text("D_CodePostal"));
    company.put("city", row.text("D_Ville"));
    company.put("country", row.text("D_Pays"));
    company.put("phone", row.text("D_Telephone"));
    company.put("email", row.text("D_EMail"));
    return company;
  }

  private static NavigableSet<LocalDate> years(Row row) {
    NavigableSet<LocalDate> years = new TreeSet<>();
    for (int n = 1; n <= 5; n++) {
      LocalDate start = row.date("D_DebutExo0" + n);
      if (start != null) {
        years.add(start);
      }
    }
    return years;
  }

  static Party party(Row row, List<Party.Person> people) {
    List<Party.Person> all = new ArrayList<>();
    all.add(
        new Party.Person(
            row.text("CT_Contact"), "", row.text("CT_EMail"), row.text("CT_Telephone"), ""));
    all.addAll(people);
    return new Party(
        row.text("CT_Num"),
        row.text("CT_Intitule"),
        row.text("CT_NumPayeur"),
        row.text("CT_Siret"),
        row.text("CT_Identifiant"),
        row.text("CT_LangueISO2"),
        new Party.Address(
            (row.text("CT_Adresse") + " " + row.text("CT_Complement")).strip(),
            row.text("CT_CodePostal"),
            row.text("CT_Ville"),
            row.text("CT_Pays")),
        new Party.State(
            row.flag("CT_NotRappel"), row.flag("CT_Sommeil"), row.number("CT_ControlEnc") == 2),
        all,
        added(row));
  }

  static Party.Person person(Row row) {
    return new Party.Person(
        (row.text("CT_Prenom") + " " + row.text("CT_Nom")).strip(),
        row.text("CT_Fonction"),
        row.text("CT_EMail"),
        row.text("CT_Telephone"),
        row.text("CT_TelPortable"));
  }

  /**
   * A ledger line.
   *
   * @throws SourceTrouble naming the line that holds what Sage 100 does not know
   */
  static Line line(Row row, Dossier dossier) {
    try {
      return read(row, dossier);
    } catch (IllegalArgumentException e) {
      throw new SourceTrouble(
          Kind.DRIFT,
          "Sage 100: the ledger line %d of %s: %s. What to do: look at it in Sage."
              .formatted(row.id("cbMarq"), row.text("CT_Num"), e.getMessage()),
          e);
    }
  }

  private static Line read(Row row, Dossier dossier) {
    LocalDate month = row.date("JM_Date");
    if (month == null) {
      throw new SourceTrouble(
          Kind.DRIFT,
          "Sage 100: the ledger line %d of %s has no period. What to do: look at it in Sage."
              .formatted(row.id("cbMarq"), row.text("CT_Num")));
    }
    LocalDate date = month.plusDays(Math.max(0, row.number("EC_Jour") - 1));
    return new Line(
        row.id("cbMarq"),
        new Posting(
            row.text("CG_Num"), row.text("JO_Num"), dossier.journal(row.text("JO_Num")), date),
        new Papers(
            row.text("EC_Piece"),
            row.text("EC_RefPiece"),
            row.text("EC_Reference"),
            row.text("EC_Intitule"),
            row.date("EC_Echeance"),
            dossier.mode(row.number("N_Reglement")),
            added(row)),
        value(
            dossier,
            row.number("EC_Sens") == 0,
            row.amount("EC_Montant"),
            row.number("N_Devise"),
            row.amount("EC_Devise")),
        new Letter(row.text("EC_Lettrage"), row.text("EC_LettrageQ"), row.flag("EC_Lettre")),
        Opening.of(row.number("EC_ANType")),
        new Reminder(row.number("EC_Rappel"), row.date("EC_DateRelance")),
        row.moment("cbModification"));
  }

  /** A line without an amount in its currency is one of the books' own. */
  static Value value(
      Dossier dossier, boolean debit, BigDecimal amount, int currency, BigDecimal foreign) {
    BigDecimal local = signed(dossier.currency(0), debit, amount);
    return currency == 0 || foreign.signum() == 0
        ? new Value(local, dossier.currency(0), local)
        : new Value(
            local, dossier.currency(currency), signed(dossier.currency(currency), debit, foreign));
  }

  private static BigDecimal signed(String currency, boolean debit, BigDecimal amount) {
    int decimals = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    BigDecimal exact = amount.setScale(decimals, RoundingMode.HALF_UP);
    return debit ? exact : exact.negate();
  }

  /** Columns that an integrator added to a statement: relance_FIELD. */
  private static Map<String, String> added(Row row) {
    Map<String, String> added = new HashMap<>();
    for (String column : row.columns().keySet()) {
      if (column.regionMatches(true, 0, ADDED, 0, ADDED.length())) {
        added.put(column.substring(ADDED.length()), row.text(column));
      }
    }
    return added;
  }

  private static SourceTrouble trouble(Statements statements, String what) {
    return new SourceTrouble(
        Kind.MISCONFIGURED,
        "Sage 100 at %s: %s. What to do: check the database in the url."
            .formatted(statements.access().shownUrl(), what));
  }
}
