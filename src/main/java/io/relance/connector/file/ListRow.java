package io.relance.connector.file;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** One row of a list, of a CSV or of a sheet; columns count from 0. */
interface ListRow {
  /** Its line or row, as a person sees it: from 1. */
  long line();

  /** How many cells it has. */
  int size();

  /** The text of a cell, without blanks around it; empty where there is none. */
  String text(int column);

  /** Its amount, zero where the cell is empty; nothing when it is no amount. */
  Optional<BigDecimal> amount(int column);

  /** Its day; nothing when it is none. */
  Optional<LocalDate> day(int column);

  default boolean isBlank() {
    for (int i = 0; i < size(); i++) {
      if (!text(i).isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
