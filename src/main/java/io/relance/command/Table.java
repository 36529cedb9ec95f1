package io.relance.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table a person can read: columns as wide as their widest cell, figures to the right. */
final class Table {
  private static final String FIGURES = "[-+]?[\\d\\s\\u00a0\\u202f.,]+";

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... head) {
    rows.add(List.of(head));
  }

  Table row(Object... cells) {
    rows.add(IntStream.range(0, cells.length).mapToObj(i -> String.valueOf(cells[i])).toList());
    return this;
  }

  boolean isEmpty() {
    return rows.size() == 1;
  }

  /** Its lines, indented by two. */
  @Override
  public String toString() {
    int columns = rows.get(0).size();
    int[] widths = IntStream.range(0, columns).map(this::width).toArray();
    boolean[] right = new boolean[columns];
    for (int i = 0; i < columns; i++) {
      right[i] = figures(i);
    }
    return rows.stream().map(row -> line(row, widths, right)).collect(Collectors.joining("\n"));
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private boolean figures(int column) {
    return rows.stream().skip(1).allMatch(row -> row.get(column).matches(FIGURES));
  }

  private static String line(List<String> row, int[] widths, boolean[] right) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      String gap = " ".repeat(widths[i] - cell.length());
      line.append("  ").append(right[i] ? gap + cell : cell + gap);
    }
    return line.toString().stripTrailing();
  }
}
