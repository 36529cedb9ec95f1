package io.relance.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What users of the simulated Sage 100 do: post, letter, open a year, remind. Each change moves
 * cbModification, by the server's local clock; a deleted row leaves no trace.
 */
public final class SageLedger {
  /** How a year is opened. */
  public enum Carry {
    DETAIL(1),
    BALANCE(2),
    MANUAL(3);

    private final int type;

    Carry(int type) {
      this.type = type;
    }
  }

  /**
   * One ledger line to be posted.
   *
   * @param amount in the books' currency; debit is positive
   * @param currency Sage's number; 0 = the books' own
   * @param foreign in that currency, signed as the amount; null for the books' own
   */
  public record Entry(
      String account,
      String party,
      String journal,
      LocalDate day,
      String piece,
      String invoice,
      @Nullable LocalDate due,
      BigDecimal amount,
      int currency,
      @Nullable BigDecimal foreign) {}

  private static final LocalDate[] NO_DATE = {LocalDate.of(1753, 1, 1), LocalDate.of(1900, 1, 1)};

  private final SageRows rows;
  private boolean flagsPartial;
  private int number;

  SageLedger(SageRows rows) {
    this.rows = rows;
  }

  /** From now on a partial lettering sets EC_Lettre too, as some installations do. */
  public void flagPartial() {
    flagsPartial = true;
  }

  // --- masters

  /** The company, its five fiscal years from that year on, and the small tables. */
  public void company(String name, String siret, String vat, int firstYear) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("D_RaisonSoc", name);
    row.put("D_Adresse", "4 rue de l'Arquebuse");
    row.put("D_CodePostal", "21000");
    row.put("D_Ville", "Dijon");
    row.put("D_Pays", "France");
    row.put("D_Siret", siret);
    row.put("D_Identifiant", vat);
    row.put("D_Telephone", "03 80 00 00 30");
    row.put("D_EMail", "comptabilite@atelier-lumiere.example");
    for (int n = 1; n <= 5; n++) {
      row.put("D_DebutExo0" + n, LocalDate.of(firstYear + n - 1, 1, 1));
      row.put("D_FinExo0" + n, LocalDate.of(firstYear + n - 1, 12, 31));
    }
    insert("P_DOSSIER", row);
    small("P_DEVISE", "D_Intitule", List.of("Euro", "Dollar US", "Livre sterling"));
    update("P_DEVISE", 2, Map.of("D_CodeISO", "USD"));
    update("P_DEVISE", 3, Map.of("D_CodeISO", "GBP"));
    small("P_REGLEMENT", "R_Intitule", List.of("Virement", "Chèque", "Prélèvement", "Traite"));
    journal("ACH", "Achats", 0);
    journal("VEN", "Ventes", 1);
    journal("BQ1", "Banque", 2);
    journal("OD", "Opérations diverses", 3);
    journal("AN", "À-nouveaux", 3);
    journal("SIT", "Situation", 4);
  }

  private void small(String table, String column, List<String> titles) {
    for (int i = 0; i < titles.size(); i++) {
      insert(table, Map.of("cbIndice", i + 1, column, titles.get(i)));
    }
  }

  public void journal(String code, String title, int type) {
    insert("F_JOURNAUX", Map.of("JO_Num", code, "JO_Intitule", title, "JO_Type", type));
  }

  /** A third party; more columns as given. Type 0 is a customer. */
  public long party(String code, String name, int type, Map<String, ?> columns) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("CT_Num", code);
    row.put("CT_Intitule", name);
    row.put("CT_Type", type);
    row.put("CG_NumPrinc", type == 0 ? "4110000" : "4010000");
    row.put("CT_Pays", "France");
    row.put("CT_NumPayeur", code);
    for (String flag : List.of("N_Devise", "CT_ControlEnc", "CT_Sommeil", "CT_NotRappel")) {
      row.put(flag, 0);
    }
    row.putAll(columns);
    return insert("F_COMPTET", row);
  }

  public long contact(String party, Map<String, ?> columns) {
    Map<String, Object> row = new LinkedHashMap<>(columns);
    row.put("CT_Num", party);
    return insert("F_CONTACTT", row);
  }

  public long quote(String piece, String party, LocalDate day, BigDecimal total) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("DO_Domaine", 0);
    row.put("DO_Type", 0);
    row.put("DO_Piece", piece);
    row.put("DO_Tiers", party);
    row.put("DO_Date", day);
    row.put("DO_TotalTTC", total);
    row.put("N_Devise", 0);
    return insert("F_DOCENTETE", row);
  }

  // --- entries

  /** Posts one line; its row. */
  public long post(Entry entry) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("EC_No", ++number);
    row.put("JO_Num", entry.journal());
    row.put("JM_Date", entry.day().withDayOfMonth(1));
    row.put("EC_Jour", entry.day().getDayOfMonth());
    row.put("EC_Date", entry.day().plusDays(3));
    row.put("EC_Piece", entry.piece());
    row.put("EC_RefPiece", entry.invoice());
    row.put("EC_Reference", "");
    row.put("CG_Num", entry.account());
    row.put("CT_Num", entry.party());
    row.put("EC_Intitule", (entry.journal() + " " + entry.invoice()).strip());
    row.put("N_Reglement", 1);
    row.put("EC_Echeance", entry.due() == null ? NO_DATE[number % 2] : entry.due());
    row.put("EC_Sens", entry.amount().signum() < 0 ? 1 : 0);
    row.put("EC_Montant", entry.amount().abs());
    row.put("N_Devise", entry.currency());
    row.put("EC_Devise", entry.foreign() == null ? BigDecimal.ZERO : entry.foreign().abs());
    row.put("EC_Lettre", 0);
    row.put("EC_Lettrage", number % 3 == 0 ? null : "");
    row.put("EC_LettreQ", 0);
    row.put("EC_LettrageQ", "");
    row.put("EC_Rappel", 0);
    row.put("EC_DateRelance", NO_DATE[number % 2]);
    row.put("EC_ANType", 0);
    return insert("F_ECRITUREC", row);
  }

  /** A sale on 4110000, one line. */
  public long sale(
      String party, String invoice, LocalDate day, @Nullable LocalDate due, String amount) {
    return post(
        new Entry(
            "4110000", party, "VEN", day, invoice, invoice, due, new BigDecimal(amount), 0, null));
  }

  /** Money received on 4110000, not lettered. */
  public long receipt(String party, String piece, LocalDate day, String amount) {
    return post(
        new Entry(
            "4110000",
            party,
            "BQ1",
            day,
            piece,
            "",
            null,
            new BigDecimal(amount).negate(),
            0,
            null));
  }

  /** A credit note on 4110000, not lettered. */
  public long creditNote(String party, String number, LocalDate day, String amount) {
    return post(
        new Entry(
            "4110000",
            party,
            "VEN",
            day,
            number,
            number,
            null,
            new BigDecimal(amount).negate(),
            0,
            null));
  }

  /** Letters these lines: a large letter closes, a small one says partly paid. */
  public void letter(String code, long... rows) {
    boolean closes = code.equals(code.toUpperCase(Locale.ROOT));
    for (long row : rows) {
      update(
          "F_ECRITUREC",
          row,
          Map.of("EC_Lettrage", code, "EC_Lettre", closes || flagsPartial ? 1 : 0));
    }
  }

  /** Letters them in their currency only. */
  public void letterInCurrency(String code, long... rows) {
    for (long row : rows) {
      update("F_ECRITUREC", row, Map.of("EC_LettrageQ", code, "EC_LettreQ", 1));
    }
  }

  public void unletter(long... rows) {
    for (long row : rows) {
      update("F_ECRITUREC", row, Map.of("EC_Lettrage", "", "EC_Lettre", 0));
    }
  }

  /** Sage's own reminder of a line. */
  public void remind(long row, int times, LocalDate on) {
    update("F_ECRITUREC", row, Map.of("EC_Rappel", times, "EC_DateRelance", on));
  }

  // --- year openings

  /** Opens the year that begins on that day from the lines of the one before. */
  public void openYear(LocalDate start, Carry how) {
    List<Map<String, Object>> before =
        rows("F_ECRITUREC").stream()
            .filter(row -> month(row).isBefore(start))
            .filter(row -> !isReplaced(row, start))
            .filter(row -> !"SIT".equals(row.get("JO_Num")))
            .toList();
    if (how == Carry.BALANCE) {
      before.stream()
          .filter(row -> type(row) != Carry.BALANCE.type)
          .collect(Collectors.groupingBy(row -> row.get("CT_Num") + "|" + row.get("CG_Num")))
          .values()
          .forEach(lines -> carryBalance(lines, start));
    } else {
      before.stream()
          .filter(row -> type(row) != Carry.BALANCE.type && isOpen(row))
          .forEach(row -> carry(row, start, how));
    }
  }

  /** The opening of that day is deleted and made again: other rows, other numbers. */
  public void regenerate(LocalDate start) {
    List<Map<String, Object>> opening =
        new ArrayList<>(
            rows("F_ECRITUREC").stream()
                .filter(row -> type(row) != 0 && month(row).equals(start))
                .toList());
    opening.forEach(row -> delete("F_ECRITUREC", ((Number) row.get("cbMarq")).longValue()));
    Collections.reverse(opening);
    for (Map<String, Object> row : opening) {
      Map<String, Object> again = new LinkedHashMap<>(row);
      again.remove("cbMarq");
      again.put("EC_No", ++number);
      insert("F_ECRITUREC", again);
    }
  }

  /** A later detailed opening of the same customer and account stands for this line. */
  private boolean isReplaced(Map<String, Object> row, LocalDate before) {
    return rows("F_ECRITUREC").stream()
        .filter(other -> type(other) == Carry.DETAIL.type || type(other) == Carry.MANUAL.type)
        .filter(other -> other.get("CT_Num").equals(row.get("CT_Num")))
        .filter(other -> other.get("CG_Num").equals(row.get("CG_Num")))
        .anyMatch(other -> month(other).isBefore(before) && month(row).isBefore(month(other)));
  }

  private void carry(Map<String, Object> row, LocalDate start, Carry how) {
    Map<String, Object> line = new LinkedHashMap<>(row);
    line.remove("cbMarq");
    line.put("EC_No", ++number);
    line.put("JO_Num", "AN");
    line.put("JM_Date", start);
    line.put("EC_Jour", 1);
    line.put("EC_ANType", how.type);
    insert("F_ECRITUREC", line);
  }

  private void carryBalance(List<Map<String, Object>> lines, LocalDate start) {
    BigDecimal sum =
        lines.stream().map(SageLedger::signed).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.signum() != 0) {
      Map<String, Object> first = lines.get(0);
      long row =
          post(
              new Entry(
                  String.valueOf(first.get("CG_Num")),
                  String.valueOf(first.get("CT_Num")),
                  "AN",
                  start,
                  "AN",
                  "",
                  null,
                  sum,
                  0,
                  null));
      update("F_ECRITUREC", row, Map.of("EC_ANType", Carry.BALANCE.type));
    }
  }

  private static boolean isOpen(Map<String, Object> row) {
    String code = row.get("EC_Lettrage") == null ? "" : row.get("EC_Lettrage").toString().strip();
    return code.isEmpty()
        ? ((Number) row.get("EC_LettreQ")).intValue() == 0
        : code.chars().anyMatch(Character::isLowerCase);
  }

  static BigDecimal signed(Map<String, Object> row) {
    BigDecimal amount = (BigDecimal) row.get("EC_Montant");
    return ((Number) row.get("EC_Sens")).intValue() == 0 ? amount : amount.negate();
  }

  private static int type(Map<String, Object> row) {
    return ((Number) row.get("EC_ANType")).intValue();
  }

  private static LocalDate month(Map<String, Object> row) {
    return ((java.sql.Timestamp) row.get("JM_Date")).toLocalDateTime().toLocalDate();
  }

  // --- rows

  private long insert(String table, Map<String, ?> columns) {
    return rows.insert(table, columns);
  }

  /** Changes a row, and moves its cbModification. */
  public void update(String table, long row, Map<String, ?> columns) {
    rows.update(table, row, columns);
  }

  /** Deletes a row without trace. */
  public void delete(String table, long row) {
    rows.delete(table, row);
  }

  /** All rows of a table, in the order they were made. */
  public List<Map<String, Object>> rows(String table) {
    return rows.list(table);
  }
}
