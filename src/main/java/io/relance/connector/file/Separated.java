package io.relance.connector.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;
import java.util.function.Consumer;

/** Lines of fields between separators, one at a time. */
final class Separated {
  /** Where nothing is quoted: a character that no text file holds (zero bytes are refused). */
  static final char NO_QUOTE = '\0';

  /** No record of a ledger is longer; rubbish without line ends is. */
  private static final int LONGEST = 1 << 18;

  private Separated() {}

  /**
   * Hands on record by record.
   *
   * @param quote what fields may stand in, or {@link #NO_QUOTE}
   * @param report takes what ends the reading early: bytes that mean nothing, an endless line
   */
  static void read(
      Reader text, char separator, char quote, Report report, Consumer<CsvRecord> records)
      throws IOException {
    long line = 0;
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .fieldSeparator(separator)
            .quoteCharacter(quote)
            .allowUnclosedQuote(false)
            .allowExtraCharsAfterClosingQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .maxBufferSize(LONGEST)
            .ofCsvRecord(text)) {
      Iterator<CsvRecord> all = csv.iterator();
      while (all.hasNext()) {
        CsvRecord record = all.next();
        line = record.getStartingLineNumber();
        records.accept(record);
      }
    } catch (UncheckedIOException | CsvParseException e) {
      broken(e, line + 1, report);
    }
  }

  private static void broken(RuntimeException e, long line, Report report) throws IOException {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CharacterCodingException) {
        report.add(
            line,
            "à partir d'ici, des octets que l'encodage ne connaît pas : indiquer le bon encodage",
            "from here on, bytes that the encoding does not know: name the right encoding");
        return;
      } else if (cause instanceof IOException io && !(cause instanceof CharacterCodingException)) {
        throw io;
      }
    }
    report.add(
        line,
        "ligne illisible : guillemet non fermé, ou ligne sans fin",
        "a line that cannot be read: an open quote, or a line without end");
  }
}
