package io.relance.connector.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes records of the rows of one list, from the first to the last, with all its mistakes. */
final class ListReader {
  private static final int LONGEST_TEXT = 1_000;

  private final ListLayout layout;
  private final Terms terms;
  private final Sides sides;
  private final Spool spool;
  private final Report report;
  private final Map<String, String> above = new HashMap<>();
  private final Map<String, Long> keys = new HashMap<>();
  private final Set<String> debtors = new HashSet<>();
  private final Map<String, BigDecimal> totals = new TreeMap<>();
  private @Nullable ListColumns columns;
  private long rows;
  private long items;
  private final Set<String> totalled = new HashSet<>();

  ListReader(ListLayout layout, Terms terms, Sides sides, Spool spool, Report report) {
    this.layout = layout;
    this.terms = terms;
    this.sides = sides;
    this.spool = spool;
    this.report = report;
  }

  /** Takes the next row. */
  void take(ListRow row) {
    rows = row.line();
    if (columns == null) {
      if (layout.header() == 0) {
        columns = new ListColumns(layout, List.of(), report);
        item(columns, row);
      } else if (row.line() >= layout.header()) {
        columns = new ListColumns(layout, headings(row), report);
      }
    } else if (!row.isBlank()) {
      row(columns, row);
    }
  }

  private static List<String> headings(ListRow row) {
    List<String> headings = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      headings.add(row.text(i));
    }
    return headings;
  }

  private void row(ListColumns at, ListRow row) {
    if (at.isMarked(row, layout.total())) {
      total(at, row);
    } else if (!at.isMarked(row, layout.skip())) {
      if (!totalled.isEmpty()) {
        report.add(row.line(), "une ligne sous le total", "a row below the total");
      }
      item(at, row);
    }
  }

  private void total(ListColumns at, ListRow row) {
    String currency =
        text(
            at,
            row,
            "currency",
            totals.size() == 1 ? totals.keySet().iterator().next() : layout.currency());
    totalled.add(currency);
    BigDecimal came = totals.getOrDefault(currency, BigDecimal.ZERO);
    Optional<BigDecimal> said = open(at, row);
    if (said.isEmpty() || said.get().compareTo(came) != 0) {
      String shown = said.map(BigDecimal::toPlainString).orElse("?");
      report.add(
          row.line(),
          "le total dit %s %s, les lignes font %s".formatted(shown, currency, came.toPlainString()),
          "the total says %s %s, the rows make %s"
              .formatted(shown, currency, came.toPlainString()));
    }
  }

  private void item(ListColumns at, ListRow row) {
    ListItem item = new ListItem(row.line());
    for (String field : ListLayout.OF_ITEM) {
      item.put(field, text(at, row, field, ""));
    }
    needed(item);
    String currency = item.get("currency").isEmpty() ? layout.currency() : item.get("currency");
    BigDecimal open = money(row, "open", currency, open(at, row));
    BigDecimal original =
        at.of("original") < 0 || item.get("original").isEmpty()
            ? open
            : money(row, "original", currency, row.amount(at.of("original")));
    Map<String, String> debtor = facts(at, row, ListLayout.OF_DEBTOR);
    Side side = side(item.get("debtor"), debtor, facts(at, row, ListLayout.OF_CONTACT));
    LocalDate issued = day(at, row, "issued");
    LocalDate due = due(at, row, issued, side, open);
    item.put("issued", issued == null ? "" : issued.toString());
    item.put("due", due.toString());
    String key = key(item, row);
    totals.merge(currency, open, BigDecimal::add);
    if (report.isEmpty() && open.signum() != 0) {
      write(
          item.of(key, currency, open, original, issued, due),
          side,
          debtor.getOrDefault("name", ""));
    }
  }

  private void write(ListItem item, Side side, String name) {
    try {
      if (debtors.add(item.get("debtor"))) {
        side.write(item.get("debtor"), name, spool);
      }
      item.write(spool, side);
      items++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void needed(ListItem item) {
    for (String field : List.of("debtor", "number")) {
      if (item.get(field).isEmpty()) {
        report.add(
            item.line(),
            "« %s » est vide".formatted(layout.columns().get(field)),
            "\"%s\" is empty".formatted(layout.columns().get(field)));
      }
    }
  }

  private String key(ListItem item, ListRow row) {
    List<String> parts = layout.key().stream().map(item::get).toList();
    String key = String.join("/", parts);
    Long before = keys.putIfAbsent(key, row.line());
    if (before != null) {
      report.add(
          row.line(),
          "%s figure déjà ligne %d : indiquer dans key ce qui distingue les deux (échéance, due)"
              .formatted(key, before),
          "%s stands on line %d already: say in key what tells them apart (instalment, due)"
              .formatted(key, before));
    }
    return key;
  }

  private String text(ListColumns at, ListRow row, String field, String standing) {
    String text = at.of(field) < 0 ? "" : row.text(at.of(field));
    if (layout.fill().contains(field)) {
      if (text.isEmpty()) {
        text = above.getOrDefault(field, "");
      } else {
        above.put(field, text);
      }
    }
    if (text.length() > LONGEST_TEXT) {
      report.add(row.line(), field + " : trop long", field + " is too long");
    }
    return text.isEmpty() ? standing : text;
  }

  private Map<String, String> facts(ListColumns at, ListRow row, Set<String> fields) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (String field : fields) {
      String text = text(at, row, field, "");
      if (!text.isEmpty()) {
        facts.put(field, text);
      }
    }
    return facts;
  }

  private Side side(String code, Map<String, String> debtor, Map<String, String> contact) {
    if (debtors.contains(code)) {
      return sides.of(code);
    }
    Map<String, String> facts = new LinkedHashMap<>(debtor);
    facts.remove("name");
    if (!contact.isEmpty()) {
      String name = contact.remove("contact");
      contact.putIfAbsent("role", "billing");
      if (name != null) {
        contact.put("name", name);
      }
    }
    return sides.of(code).or(facts, contact);
  }

  private Optional<BigDecimal> open(ListColumns at, ListRow row) {
    if (at.of("open") >= 0) {
      return row.amount(at.of("open"));
    }
    Optional<BigDecimal> debit = row.amount(at.of("debit"));
    Optional<BigDecimal> credit = row.amount(at.of("credit"));
    return debit.flatMap(d -> credit.map(d::subtract));
  }

  private BigDecimal money(
      ListRow row, String field, String currency, Optional<BigDecimal> amount) {
    Optional<BigDecimal> exact = amount.flatMap(a -> Figures.exact(a, currency));
    if (exact.isEmpty()) {
      String column = layout.columns().getOrDefault(field, field);
      report.add(
          row.line(),
          "« %s » n'est pas un montant en « %s »".formatted(column, currency),
          "\"%s\" is no amount in \"%s\"".formatted(column, currency));
    }
    return exact.orElse(BigDecimal.ZERO);
  }

  private @Nullable LocalDate day(ListColumns at, ListRow row, String field) {
    int place = at.of(field);
    if (place < 0 || row.text(place).isEmpty()) {
      return null;
    }
    Optional<LocalDate> day = row.day(place);
    if (day.isEmpty() || day.get().getYear() < 1950 || day.get().getYear() > 2100) {
      report.add(
          row.line(),
          "« %s » n'est pas une date".formatted(row.text(place)),
          "\"%s\" is no day as the layout writes it".formatted(row.text(place)));
      return null;
    }
    return day.get();
  }

  private LocalDate due(
      ListColumns at, ListRow row, @Nullable LocalDate issued, Side side, BigDecimal open) {
    LocalDate due = day(at, row, "due");
    if (due == null && issued == null) {
      report.add(row.line(), "ni date ni échéance", "neither a date nor a due date");
      return LocalDate.EPOCH;
    } else if (due != null) {
      return due;
    }
    return open.signum() < 0 ? issued : side.terms().orElse(terms).due(issued);
  }

  private boolean isTotalled() {
    return !totalled.isEmpty() && totalled.containsAll(totals.keySet());
  }

  /** What only the whole list can show. */
  Snapshot whole() {
    if (columns == null) {
      report.add(0, "pas de ligne d'en-tête", "no row of headings");
    } else if (!layout.total().isEmpty() && !isTotalled()) {
      report.add(
          rows,
          "la ligne de total manque, ou celle d'une devise : liste coupée ?",
          "its total is missing, or that of a currency: is the list cut?");
    }
    totals.values().removeIf(total -> total.signum() == 0);
    return new Snapshot(items, totals, Map.of());
  }
}
