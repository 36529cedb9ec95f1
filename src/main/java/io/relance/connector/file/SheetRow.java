package io.relance.connector.file;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.Row;

/**
 * A row of a sheet: numbers and days are cells of that kind, or text as the layout says. A number
 * counts with the 15 digits that a spreadsheet keeps.
 */
record SheetRow(Row row, ListLayout layout) implements ListRow {
  private static final MathContext KEPT = new MathContext(15, RoundingMode.HALF_EVEN);

  @Override
  public long line() {
    return row.getRowNum();
  }

  @Override
  public int size() {
    return row.getCellCount();
  }

  private Optional<Cell> cell(int column) {
    return column < 0 || column >= size() ? Optional.empty() : row.getOptionalCell(column);
  }

  /** The address of a cell that is a formula, or an error; empty when there is none. */
  String formula() {
    for (Cell cell : row) {
      if (cell != null && (cell.getFormula() != null || cell.getType() == CellType.ERROR)) {
        return cell.getAddress().toString();
      }
    }
    return "";
  }

  @Override
  public String text(int column) {
    return cell(column).map(SheetRow::text).orElse("").strip();
  }

  private static String text(Cell cell) {
    String raw = cell.getType() == CellType.STRING ? cell.getText() : cell.getRawValue();
    if (raw == null) {
      return "";
    }
    boolean number = cell.getType() == CellType.NUMBER || raw.matches("-?\\d+(\\.\\d+)?E[+-]?\\d+");
    return number ? number(raw).map(BigDecimal::toPlainString).orElse(raw) : raw;
  }

  private static Optional<BigDecimal> number(String raw) {
    try {
      BigDecimal number = new BigDecimal(raw).round(KEPT).stripTrailingZeros();
      return Optional.of(number.scale() < 0 ? number.setScale(0) : number);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isText(Cell cell) {
    return cell.getType() == CellType.STRING
        || (cell.getFormula() != null && number(String.valueOf(cell.getRawValue())).isEmpty());
  }

  @Override
  public Optional<BigDecimal> amount(int column) {
    Optional<Cell> cell = cell(column).filter(c -> c.getType() != CellType.EMPTY);
    if (cell.isEmpty() || text(column).isEmpty()) {
      return Optional.of(BigDecimal.ZERO);
    }
    return isText(cell.get())
        ? Figures.amount(text(column).replace(layout.thousands(), ""), layout.decimal())
        : number(cell.get().getRawValue());
  }

  @Override
  public Optional<LocalDate> day(int column) {
    try {
      Optional<Cell> cell = cell(column).filter(c -> !text(column).isEmpty());
      return cell.map(
          c -> isText(c) ? LocalDate.parse(text(column), layout.date()) : c.asDate().toLocalDate());
    } catch (DateTimeParseException | ExcelReaderException | IllegalStateException e) {
      return Optional.empty();
    }
  }
}
