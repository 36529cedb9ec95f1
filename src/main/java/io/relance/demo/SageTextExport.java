package io.relance.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a simulated company as Sage 100's text export: CP850, CRLF, a flag alone on its line, one
 * field a line, dates JJMMAA, decimals with a comma, {@code #FIN} at the end.
 */
public final class SageTextExport {
  private static final Charset CP850 = Charset.forName("IBM850");
  private static final DateTimeFormatter JJMMAA = DateTimeFormatter.ofPattern("ddMMyy");
  private static final LocalDate NO_DATE = LocalDate.of(1900, 1, 1);

  private final SageLedger ledger;
  private final StringBuilder text = new StringBuilder();

  SageTextExport(SageLedger ledger) {
    this.ledger = ledger;
  }

  /** Writes the whole company into that file. */
  public void write(Path file) {
    try {
      Files.write(file, text().getBytes(CP850));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The export's text. */
  public String text() {
    text.setLength(0);
    line("#FLG 000");
    line("#VER 31");
    line("#DEV EUR");
    company();
    currencies();
    modes();
    ledger.rows("F_COMPTET").forEach(this::party);
    ledger.rows("F_JOURNAUX").forEach(this::journal);
    ledger.rows("F_ECRITUREC").forEach(this::entry);
    line("#FIN");
    return text.toString();
  }

  private void company() {
    Map<String, Object> row = ledger.rows("P_DOSSIER").get(0);
    String[] fields = blank(133);
    set(fields, 1, row, "D_RaisonSoc");
    set(fields, 3, row, "D_Adresse");
    set(fields, 5, row, "D_CodePostal");
    set(fields, 6, row, "D_Ville");
    set(fields, 8, row, "D_Pays");
    set(fields, 10, row, "D_Siret");
    set(fields, 12, row, "D_Identifiant");
    for (int n = 1; n <= 5; n++) {
      fields[11 + n] = date(row.get("D_DebutExo0" + n));
      fields[21 + n] = date(row.get("D_FinExo0" + n));
    }
    record("#MDOS", fields);
  }

  private void currencies() {
    String[] fields = blank(640);
    for (Map<String, Object> row : ledger.rows("P_DEVISE")) {
      int at = (((Number) row.get("cbIndice")).intValue() - 1) * 20;
      fields[at] = said(row.get("D_Intitule"));
      fields[at + 6] = said(row.get("D_CodeISO"));
    }
    record("#MDEV", fields);
  }

  private void modes() {
    String[] fields = blank(300);
    for (Map<String, Object> row : ledger.rows("P_REGLEMENT")) {
      fields[(((Number) row.get("cbIndice")).intValue() - 1) * 10] = said(row.get("R_Intitule"));
    }
    record("#MREG", fields);
  }

  private void party(Map<String, Object> row) {
    String[] fields = blank(134);
    List<String> first =
        List.of("CT_Num", "CT_Intitule", "CT_Type", "CG_NumPrinc", "", "", "CT_Contact");
    for (int i = 0; i < first.size(); i++) {
      set(fields, i + 1, row, first.get(i));
    }
    set(fields, 8, row, "CT_Adresse");
    set(fields, 9, row, "CT_Complement");
    set(fields, 10, row, "CT_CodePostal");
    set(fields, 11, row, "CT_Ville");
    set(fields, 13, row, "CT_Pays");
    set(fields, 17, row, "CT_Identifiant");
    set(fields, 18, row, "CT_Siret");
    set(fields, 32, row, "CT_NumPayeur");
    set(fields, 50, row, "CT_Sommeil");
    set(fields, 51, row, "CT_ControlEnc");
    set(fields, 53, row, "CT_NotRappel");
    set(fields, 56, row, "CT_Telephone");
    set(fields, 58, row, "CT_EMail");
    set(fields, 107, row, "CT_LangueISO2");
    set(fields, 134, row, "CG_NumPrinc");
    record("#MPCT", fields);
    ledger.rows("F_CONTACTT").stream()
        .filter(contact -> contact.get("CT_Num").equals(row.get("CT_Num")))
        .forEach(this::contact);
  }

  private void contact(Map<String, Object> row) {
    String[] fields = blank(13);
    set(fields, 1, row, "CT_Nom");
    set(fields, 2, row, "CT_Prenom");
    set(fields, 4, row, "CT_Fonction");
    set(fields, 5, row, "CT_Telephone");
    set(fields, 6, row, "CT_TelPortable");
    set(fields, 8, row, "CT_EMail");
    record("#MCTT", fields);
  }

  private void journal(Map<String, Object> row) {
    String[] fields = blank(16);
    set(fields, 1, row, "JO_Num");
    set(fields, 2, row, "JO_Intitule");
    set(fields, 4, row, "JO_Type");
    record("#MCJR", fields);
  }

  private void entry(Map<String, Object> row) {
    String[] fields = blank(39);
    LocalDate month = day(row.get("JM_Date"));
    int day = ((Number) row.get("EC_Jour")).intValue();
    set(fields, 1, row, "JO_Num");
    fields[1] = month == null ? "" : JJMMAA.format(month.plusDays(Math.max(0, day - 1)));
    fields[2] = date(row.get("EC_Date"));
    set(fields, 4, row, "EC_Piece");
    set(fields, 5, row, "EC_RefPiece");
    set(fields, 7, row, "CG_Num");
    set(fields, 9, row, "CT_Num");
    set(fields, 11, row, "EC_Intitule");
    set(fields, 12, row, "N_Reglement");
    fields[12] = date(row.get("EC_Echeance"));
    set(fields, 16, row, "N_Devise");
    set(fields, 17, row, "EC_Sens");
    fields[17] = amount(row.get("EC_Montant"));
    set(fields, 19, row, "EC_Lettrage");
    set(fields, 22, row, "EC_Rappel");
    set(fields, 23, row, "EC_ANType");
    fields[24] = amount(row.get("EC_Devise"));
    fields[30] = date(row.get("EC_DateRelance"));
    set(fields, 33, row, "EC_Reference");
    record("#MECG", fields);
  }

  private static String[] blank(int length) {
    String[] fields = new String[length];
    Arrays.fill(fields, "");
    return fields;
  }

  private static void set(String[] fields, int place, Map<String, Object> row, String column) {
    fields[place - 1] = said(row.get(column));
  }

  private static String said(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static @Nullable LocalDate day(@Nullable Object value) {
    return value instanceof Timestamp stamp ? stamp.toLocalDateTime().toLocalDate() : null;
  }

  private static String date(@Nullable Object value) {
    LocalDate day = day(value);
    return day == null || !day.isAfter(NO_DATE) ? "" : JJMMAA.format(day);
  }

  private static String amount(@Nullable Object value) {
    BigDecimal amount = value instanceof BigDecimal given ? given : BigDecimal.ZERO;
    return amount.setScale(2, java.math.RoundingMode.HALF_UP).toPlainString().replace('.', ',');
  }

  private void record(String flag, String[] fields) {
    line(flag);
    for (String field : fields) {
      line(field);
    }
  }

  private void line(String line) {
    text.append(line).append("\r\n");
  }
}
