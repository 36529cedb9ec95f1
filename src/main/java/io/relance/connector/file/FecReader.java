package io.relance.connector.file;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a FEC from its first byte to its last, once: every line is checked, all mistakes are
 * reported, what is on a customer account goes into the book.
 */
final class FecReader {
  private static final int LONGEST_TEXT = 1_000;

  private final FecRules rules;
  private final Report report;
  private final FecBook book;
  private final Repeats repeats = new Repeats();
  private @Nullable FecColumns columns;
  private BigDecimal debits = BigDecimal.ZERO;
  private BigDecimal credits = BigDecimal.ZERO;

  private FecReader(FecRules rules, Report report, FecBook book) {
    this.rules = rules;
    this.report = report;
    this.book = book;
  }

  /**
   * Reads the file into the book.
   *
   * @param report takes every mistake; the book is worthless when there is one
   */
  static void read(Arrival file, FecRules rules, FecBook book, Report report) throws IOException {
    Charset charset = rules.charset(file.path(), report);
    if (report.isEmpty()) {
      new FecReader(rules, report, book).read(file, charset);
    }
  }

  private void read(Arrival file, Charset charset) throws IOException {
    String header = Header.line(file.path(), charset);
    char separator = Header.separator(header);
    char quote = header.startsWith("\"") ? '"' : Separated.NO_QUOTE;
    MessageDigest digest = Sha256.digest();
    try (InputStream in =
        new DigestInputStream(new BufferedInputStream(Encoding.open(file.path())), digest)) {
      Separated.read(Encoding.reader(in, charset), separator, quote, report, this::take);
    }
    if (report.isEmpty() && !Sha256.hex(digest).equals(file.sha256())) {
      report.add(0, "modifié pendant sa lecture", "changed while it was read");
    }
    whole();
  }

  private void take(CsvRecord record) {
    if (columns == null) {
      columns = new FecColumns(record.getFields());
      columns.check(report);
    } else if (columns.fits(record, report)) {
      line(columns, record);
    }
  }

  private void line(FecColumns at, CsvRecord record) {
    long line = record.getStartingLineNumber();
    String account = FecColumns.get(record, at.account);
    String journal = FecColumns.get(record, at.journal);
    LocalDate booked = day(record, at.booked, "EcritureDate", true);
    BigDecimal amount = amount(at, record);
    if (account.isEmpty()) {
      report.add(line, "CompteNum est vide", "CompteNum is empty");
    }
    day(record, at.validated, "ValidDate", false);
    repeats.enter(journal, FecColumns.get(record, at.entry));
    if (booked != null && amount != null) {
      book.count(journal, account, booked);
      if (rules.isReceivable(account)) {
        receivable(at, record, new Entry(journal, account, booked, amount));
      }
    }
  }

  private record Entry(String journal, String account, LocalDate booked, BigDecimal amount) {}

  private void receivable(FecColumns at, CsvRecord record, Entry entry) {
    if (repeats.isAgain(record)) {
      report.add(
          record.getStartingLineNumber(),
          "la même ligne, dans la même écriture, plus haut : fichier en double ?",
          "the same line of the same entry stands above: is the file doubled?");
    }
    String auxiliary = text(record, at.auxiliary, "CompAuxNum");
    String debtor = auxiliary.isEmpty() ? entry.account() : auxiliary;
    String name =
        text(record, auxiliary.isEmpty() ? at.accountName : at.auxiliaryName, "CompAuxLib");
    String piece = text(record, at.piece, "PieceRef");
    LocalDate issued = day(record, at.pieceDate, "PieceDate", false);
    Optional<BigDecimal> foreign = foreign(at, record, entry.amount());
    FecLine line =
        new FecLine(
            record.getStartingLineNumber(),
            entry.journal(),
            auxiliary.isEmpty() ? entry.account() : entry.account() + "|" + auxiliary,
            debtor,
            rules.isOpening(entry.journal()),
            piece.isEmpty() ? text(record, at.entry, "EcritureNum") : piece,
            !piece.isEmpty(),
            issued == null ? entry.booked() : issued,
            entry.booked(),
            text(record, at.letter, "EcritureLet"),
            entry.amount(),
            foreign.orElse(BigDecimal.ZERO),
            foreign.isPresent() ? FecColumns.get(record, at.currency) : "");
    if (report.isEmpty() && line.amount().signum() != 0) {
      try {
        book.add(line, name);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private String text(CsvRecord record, int place, String column) {
    String text = FecColumns.get(record, place);
    if (text.length() > LONGEST_TEXT) {
      report.add(
          record.getStartingLineNumber(),
          column + " a plus de " + LONGEST_TEXT + " caractères",
          column + " has more than " + LONGEST_TEXT + " characters");
    }
    return text;
  }

  private @Nullable BigDecimal amount(FecColumns at, CsvRecord record) {
    if (at.signed()) {
      return side(record, figure(record, at.amount, "Montant"), FecColumns.get(record, at.side));
    }
    BigDecimal debit = figure(record, at.debit, "Debit");
    BigDecimal credit = figure(record, at.credit, "Credit");
    if (debit == null || credit == null) {
      return null;
    }
    debits = debits.add(debit);
    credits = credits.add(credit);
    return debit.subtract(credit);
  }

  private @Nullable BigDecimal side(CsvRecord record, @Nullable BigDecimal amount, String side) {
    boolean debit =
        side.equalsIgnoreCase("D") || side.equals("+1") || side.equals("1") || side.equals("+");
    boolean credit = side.equalsIgnoreCase("C") || side.equals("-1") || side.equals("-");
    if (!debit && !credit) {
      report.add(
          record.getStartingLineNumber(),
          "Sens « %s » : ni D, ni C".formatted(side),
          "Sens \"%s\" is neither D nor C".formatted(side));
      return null;
    }
    if (amount == null) {
      return null;
    }
    debits = debit ? debits.add(amount) : debits;
    credits = credit ? credits.add(amount) : credits;
    return debit ? amount : amount.negate();
  }

  private @Nullable BigDecimal figure(CsvRecord record, int place, String column) {
    Optional<BigDecimal> read = rules.amount(FecColumns.get(record, place));
    if (read.isEmpty()) {
      report.add(
          record.getStartingLineNumber(),
          "%s « %s » n'est pas un montant".formatted(column, FecColumns.get(record, place)),
          "%s \"%s\" is no amount".formatted(column, FecColumns.get(record, place)));
    }
    return read.orElse(null);
  }

  /** The amount in another currency, signed as the line; empty when there is none. */
  private Optional<BigDecimal> foreign(FecColumns at, CsvRecord record, BigDecimal amount) {
    String currency = FecColumns.get(record, at.currency);
    String text = FecColumns.get(record, at.foreign);
    Optional<BigDecimal> home = rules.amount(text);
    boolean repeated = home.isPresent() && home.get().abs().compareTo(amount.abs()) == 0;
    boolean empty = home.isPresent() && home.get().signum() == 0;
    BigDecimal foreign =
        empty || (currency.isEmpty() && repeated)
            ? BigDecimal.ZERO
            : rules.amountIn(currency, text).orElse(null);
    if (foreign == null) {
      report.add(
          record.getStartingLineNumber(),
          "Montantdevise « %s » n'est pas un montant en « %s »"
              .formatted(FecColumns.get(record, at.foreign), currency),
          "Montantdevise \"%s\" is no amount in \"%s\""
              .formatted(FecColumns.get(record, at.foreign), currency));
      return Optional.empty();
    }
    boolean none = foreign.signum() == 0 || currency.isEmpty() || currency.equals(rules.currency());
    return none
        ? Optional.empty()
        : Optional.of(amount.signum() < 0 ? foreign.abs().negate() : foreign.abs());
  }

  private @Nullable LocalDate day(CsvRecord record, int place, String column, boolean needed) {
    String text = FecColumns.get(record, place);
    if (text.isEmpty() && !needed) {
      return null;
    }
    Optional<LocalDate> day = Figures.day(text);
    if (day.isEmpty()) {
      report.add(
          record.getStartingLineNumber(),
          "%s « %s » n'est pas une date AAAAMMJJ".formatted(column, text),
          "%s \"%s\" is no day as YYYYMMDD".formatted(column, text));
    }
    return day.orElse(null);
  }

  /** What only the whole file can show. */
  private void whole() {
    if (columns == null || book.lines() == 0) {
      report.add(0, "aucune écriture", "no entry in it");
    } else if (debits.compareTo(credits) != 0) {
      report.add(
          0,
          "débits %s, crédits %s : le fichier n'est pas équilibré, donc pas complet"
              .formatted(debits.toPlainString(), credits.toPlainString()),
          "debits %s, credits %s: the file does not balance, so it is not whole"
              .formatted(debits.toPlainString(), credits.toPlainString()));
    }
  }
}
