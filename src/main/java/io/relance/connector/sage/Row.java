package io.relance.connector.sage;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of a statement. Sage pads texts and writes the year 1753 or 1900 for "no date". */
record Row(Map<String, Object> columns) {
  private static final LocalDate NO_DATE = LocalDate.of(1900, 1, 1);

  /** Stripped; empty when there is none or no such column. */
  String text(String column) {
    Object value = columns.get(column);
    return value == null ? "" : value.toString().strip();
  }

  /** Zero when there is none. */
  int number(String column) {
    return columns.get(column) instanceof Number number ? number.intValue() : 0;
  }

  long id(String column) {
    return columns.get(column) instanceof Number number ? number.longValue() : 0;
  }

  boolean flag(String column) {
    return number(column) == 1;
  }

  BigDecimal amount(String column) {
    return columns.get(column) instanceof Number number
        ? new BigDecimal(number.toString())
        : BigDecimal.ZERO;
  }

  @Nullable LocalDate date(String column) {
    LocalDateTime moment = moment(column);
    return moment == null || !moment.toLocalDate().isAfter(NO_DATE) ? null : moment.toLocalDate();
  }

  @Nullable LocalDateTime moment(String column) {
    Object value = columns.get(column);
    if (value instanceof Timestamp stamp) {
      return stamp.toLocalDateTime();
    }
    return value instanceof LocalDateTime moment ? moment : null;
  }
}
