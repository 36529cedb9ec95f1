package io.relance.connector.file;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.List;

/**
 * Where the 18 columns of a FEC stand, or 16 of them with Montant and Sens for Debit and Credit.
 */
final class FecColumns {
  private static final List<String> NEEDED =
      List.of(
          "JournalCode",
          "EcritureNum",
          "EcritureDate",
          "CompteNum",
          "CompteLib",
          "CompAuxNum",
          "CompAuxLib",
          "PieceRef",
          "PieceDate",
          "EcritureLet");

  private final Header header;
  final int journal;
  final int entry;
  final int booked;
  final int account;
  final int accountName;
  final int auxiliary;
  final int auxiliaryName;
  final int piece;
  final int pieceDate;
  final int letter;
  final int debit;
  final int credit;
  final int amount;
  final int side;
  final int validated;
  final int foreign;
  final int currency;

  FecColumns(List<String> names) {
    header = new Header(names);
    journal = header.place("JournalCode");
    entry = header.place("EcritureNum");
    booked = header.place("EcritureDate");
    account = header.place("CompteNum");
    accountName = header.place("CompteLib");
    auxiliary = header.place("CompAuxNum");
    auxiliaryName = header.place("CompAuxLib");
    piece = header.place("PieceRef");
    pieceDate = header.place("PieceDate");
    letter = header.place("EcritureLet");
    debit = header.place("Debit");
    credit = header.place("Credit");
    amount = header.place("Montant");
    side = header.place("Sens");
    validated = header.place("ValidDate");
    foreign = header.place("Montantdevise");
    currency = header.place("Idevise");
  }

  /** Names what is missing. */
  void check(Report report) {
    currencies(report);
    for (String name : NEEDED) {
      if (header.place(name) < 0) {
        report.add(1, "la colonne " + name + " manque", "the column " + name + " is missing");
      }
    }
    if ((debit < 0 || credit < 0) && (amount < 0 || side < 0)) {
      report.add(
          1,
          "ni Debit et Credit, ni Montant et Sens",
          "neither Debit and Credit nor Montant and Sens");
    }
  }

  private void currencies(Report report) {
    if ((foreign < 0) != (currency < 0)) {
      report.add(
          1, "Montantdevise et Idevise vont ensemble", "Montantdevise and Idevise go together");
    }
  }

  boolean signed() {
    return debit < 0 || credit < 0;
  }

  /**
   * Has the record as many fields as the header? If not, that is reported; blank lines are none.
   */
  boolean fits(CsvRecord record, Report report) {
    return header.checkSize(record, report);
  }

  static String get(CsvRecord record, int place) {
    return place < 0 ? "" : record.getField(place).strip();
  }
}
