package io.relance.connector.file;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * How one kind of list is laid out: a YAML file that says which column is what.
 *
 * @param sheet of a workbook; empty = the first
 * @param header the row of the headings, 0 = none; rows above it are left aside
 * @param separator of a CSV; empty = found out
 * @param thousands what stands between thousands besides blanks; empty = nothing does
 * @param columns canonical field to heading, or letter
 * @param key fields that tell one item from another
 * @param fill fields that are written once for several rows
 * @param total the row that ends the list with its total
 * @param skip rows that are no items: subtotals, page ends
 */
record ListLayout(
    String sheet,
    int header,
    String encoding,
    String separator,
    char decimal,
    String thousands,
    DateTimeFormatter date,
    boolean formulas,
    String currency,
    Map<String, String> columns,
    List<String> key,
    Set<String> fill,
    List<Marked> total,
    List<Marked> skip) {

  /** A row that is told by the beginning of one of its cells. */
  record Marked(String column, String starts) {}

  static final Set<String> OF_ITEM =
      new TreeSet<>(
          Set.of(
              "debtor",
              "number",
              "issued",
              "due",
              "original",
              "open",
              "debit",
              "credit",
              "currency",
              "reference",
              "salesperson",
              "paymentMethod",
              "iban",
              "status",
              "instalment"));
  static final Set<String> OF_DEBTOR =
      new TreeSet<>(
          Set.of(
              "name", "siren", "vat", "language", "country", "street", "zip", "city", "category"));
  static final Set<String> OF_CONTACT =
      new TreeSet<>(Set.of("email", "phone", "mobile", "contact"));

  private static final Set<String> KNOWN =
      new TreeSet<>(
          Set.of(
              "sheet",
              "header",
              "encoding",
              "separator",
              "decimal",
              "thousands",
              "date",
              "formulas",
              "currency",
              "columns",
              "key",
              "fill",
              "total",
              "skip"));

  /**
   * Reads it.
   *
   * @throws SourceTrouble MISCONFIGURED with every mistake in it
   */
  static ListLayout read(Path file) {
    List<String> mistakes = new ArrayList<>();
    Map<String, Object> given = load(file);
    ListLayout layout = new Reader(given, mistakes).layout();
    if (!mistakes.isEmpty()) {
      throw new SourceTrouble(
          Kind.MISCONFIGURED, file + " is no layout of a list: " + String.join("; ", mistakes));
    }
    return layout;
  }

  private static Map<String, Object> load(Path file) {
    try {
      Object loaded =
          new Load(LoadSettings.builder().setLabel(file.toString()).build())
              .loadFromString(Files.readString(file));
      Map<String, Object> map = new LinkedHashMap<>();
      if (loaded instanceof Map<?, ?> found) {
        found.forEach((key, value) -> map.put(String.valueOf(key), value));
      }
      return map;
    } catch (IOException e) {
      throw new SourceTrouble(
          Kind.MISCONFIGURED, "the layout " + file + " cannot be read: is it there?", e);
    } catch (YamlEngineException e) {
      throw new SourceTrouble(
          Kind.MISCONFIGURED, file + " is no YAML: " + e.getMessage().replace('\n', ' '), e);
    }
  }

  boolean has(String field) {
    return columns.containsKey(field);
  }

  /** Takes the entries one by one and notes what is wrong. */
  private record Reader(Map<String, Object> given, List<String> mistakes) {
    ListLayout layout() {
      given.keySet().stream()
          .filter(key -> !KNOWN.contains(key))
          .forEach(key -> mistakes.add("unknown entry " + key + ", known are " + KNOWN));
      Map<String, String> columns = columns();
      return new ListLayout(
          text("sheet", ""),
          number("header", 1),
          text("encoding", "auto"),
          separator(),
          text("decimal", ",").equals(".") ? '.' : ',',
          text("thousands", ""),
          date(),
          choice("formulas", "refuse", "cached"),
          text("currency", "EUR"),
          columns,
          list("key", List.of("debtor", "number"), columns),
          Set.copyOf(list("fill", List.of(), columns)),
          marked("total"),
          marked("skip"));
    }

    private String text(String name, String standing) {
      Object value = given.get(name);
      return value == null ? standing : String.valueOf(value);
    }

    private int number(String name, int standing) {
      try {
        return Integer.parseInt(text(name, String.valueOf(standing)));
      } catch (NumberFormatException e) {
        mistakes.add(name + " is no number: " + text(name, ""));
        return standing;
      }
    }

    private String separator() {
      String text = text("separator", "auto");
      String one = text.equals("tab") ? "\t" : text.equals("auto") ? "" : text;
      if (one.length() > 1) {
        mistakes.add("separator is one character, tab or auto, not " + text);
      }
      return one;
    }

    private boolean choice(String name, String standing, String other) {
      String text = text(name, standing);
      if (!text.equals(standing) && !text.equals(other)) {
        mistakes.add(name + " is " + standing + " or " + other + ", not " + text);
      }
      return text.equals(other);
    }

    /** A pattern as 22/11/2026 is written: jj/mm/aaaa or dd/MM/yyyy. */
    private DateTimeFormatter date() {
      String pattern = text("date", "dd/MM/yyyy");
      String known =
          pattern
              .replace("jj", "dd")
              .replace("aaaa", "uuuu")
              .replace("yyyy", "uuuu")
              .replace("mm", "MM");
      try {
        return DateTimeFormatter.ofPattern(known).withResolverStyle(ResolverStyle.STRICT);
      } catch (IllegalArgumentException e) {
        mistakes.add("date is no pattern as jj/mm/aaaa: " + pattern);
        return DateTimeFormatter.ISO_LOCAL_DATE;
      }
    }

    private Map<String, String> columns() {
      Map<String, String> columns = new LinkedHashMap<>();
      if (given.get("columns") instanceof Map<?, ?> found) {
        found.forEach((key, value) -> columns.put(String.valueOf(key), String.valueOf(value)));
      }
      Set<String> known = new TreeSet<>(OF_ITEM);
      known.addAll(OF_DEBTOR);
      known.addAll(OF_CONTACT);
      columns.keySet().stream()
          .filter(field -> !known.contains(field))
          .forEach(field -> mistakes.add("unknown column " + field + ", known are " + known));
      for (String needed : List.of("debtor", "number")) {
        if (!columns.containsKey(needed)) {
          mistakes.add("columns lacks " + needed);
        }
      }
      if (!columns.containsKey("open")
          && !(columns.containsKey("debit") && columns.containsKey("credit"))) {
        mistakes.add("columns lacks open, or debit and credit");
      }
      return columns;
    }

    private List<String> list(String name, List<String> standing, Map<String, String> columns) {
      if (!(given.get(name) instanceof List<?> found)) {
        return standing;
      }
      List<String> list = found.stream().map(String::valueOf).toList();
      list.stream()
          .filter(field -> !columns.containsKey(field))
          .forEach(field -> mistakes.add(name + " names " + field + ", which is no column here"));
      return list;
    }

    private List<Marked> marked(String name) {
      Object value = given.get(name);
      List<?> all =
          value instanceof List<?> several ? several : value == null ? List.of() : List.of(value);
      List<Marked> marked = new ArrayList<>();
      for (Object one : all) {
        if (one instanceof Map<?, ?> map
            && map.get("column") != null
            && map.get("starts") != null) {
          marked.add(new Marked(map.get("column").toString(), map.get("starts").toString()));
        } else {
          mistakes.add(name + " needs column and starts");
        }
      }
      return marked;
    }
  }
}
