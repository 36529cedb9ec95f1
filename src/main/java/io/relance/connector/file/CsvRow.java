package io.relance.connector.file;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A row of text: amounts and days are written as the layout says. */
record CsvRow(CsvRecord record, ListLayout layout) implements ListRow {
  @Override
  public long line() {
    return record.getStartingLineNumber();
  }

  @Override
  public int size() {
    return record.getFieldCount();
  }

  @Override
  public String text(int column) {
    return column < 0 || column >= size() ? "" : record.getField(column).strip();
  }

  @Override
  public Optional<BigDecimal> amount(int column) {
    String text = text(column).replace(layout.thousands(), "");
    return Figures.amount(text.replaceAll("(?i)(€|eur)$", ""), layout.decimal());
  }

  @Override
  public Optional<LocalDate> day(int column) {
    try {
      return Optional.of(LocalDate.parse(text(column), layout.date()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
