package io.relance.connector.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the columns of a layout stand in one file. */
final class ListColumns {
  private final Map<String, Integer> places = new HashMap<>();
  private final ListLayout layout;
  private final Header header;

  /**
   * Looks them up.
   *
   * @param headings of the file; empty where it has none
   * @param report takes those that are not there
   */
  ListColumns(ListLayout layout, List<String> headings, Report report) {
    this.layout = layout;
    this.header = new Header(headings);
    layout.columns().forEach((field, column) -> places.put(field, place(column)));
    List<String> needed = new ArrayList<>(layout.columns().values());
    layout.total().forEach(marked -> needed.add(marked.column()));
    layout.skip().forEach(marked -> needed.add(marked.column()));
    needed.stream()
        .distinct()
        .filter(column -> place(column) < 0)
        .forEach(
            column ->
                report.add(
                    layout.header(),
                    "la colonne « %s » manque".formatted(column),
                    "the column \"%s\" is missing".formatted(column)));
  }

  /** A heading before a letter: a list may have a column called A. */
  private int place(String column) {
    int named = layout.header() > 0 ? header.place(column) : -1;
    return named >= 0 || !column.matches("[A-Z]{1,2}") ? named : letter(column);
  }

  private static int letter(String column) {
    int place = 0;
    for (char c : column.toCharArray()) {
      place = place * 26 + (c - 'A' + 1);
    }
    return place - 1;
  }

  /** Where a field stands, -1 = nowhere. */
  int of(String field) {
    return places.getOrDefault(field, -1);
  }

  /** Does one of these marks stand on the row? */
  boolean isMarked(ListRow row, List<ListLayout.Marked> marks) {
    return marks.stream()
        .anyMatch(
            mark ->
                Header.plain(row.text(place(mark.column())))
                    .startsWith(Header.plain(mark.starts())));
  }
}
