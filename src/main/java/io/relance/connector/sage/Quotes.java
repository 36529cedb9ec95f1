package io.relance.connector.sage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Sales quotes of Gestion commerciale, and those who have one and owe nothing. */
final class Quotes {
  private final Statements statements;
  private final Dossier dossier;
  private final Reader reader;
  private final Pager pager;

  Quotes(Statements statements, Dossier dossier, Reader reader, Pager pager) {
    this.statements = statements;
    this.dossier = dossier;
    this.reader = reader;
    this.pager = pager;
  }

  /** Hands on all that stand; a converted one is there no more. */
  void read(Predicate<String> isHandedOn) {
    List<Row> quotes = list();
    Set<String> strangers = new TreeSet<>();
    quotes.stream()
        .map(row -> row.text("DO_Tiers"))
        .filter(isHandedOn.negate())
        .forEach(strangers::add);
    Set<String> introduced = introduce(strangers);
    for (Row row : quotes) {
      String party = row.text("DO_Tiers");
      LocalDate day = row.date("DO_Date");
      if (day != null && (isHandedOn.test(party) || introduced.contains(party))) {
        pager.add(
            "quote",
            reader.canonical().quote(row.text("DO_Piece"), party, day, row.amount("DO_TotalTTC")));
      }
    }
  }

  private List<Row> list() {
    List<Row> found = new ArrayList<>();
    String after = "";
    for (List<Row> rows = page(after); !rows.isEmpty(); rows = page(after)) {
      after = String.valueOf(rows.get(rows.size() - 1).columns().get("DO_Piece"));
      rows.stream().filter(Quotes::isReadable).forEach(found::add);
    }
    return found;
  }

  private List<Row> page(String after) {
    return statements.ask("quotes", Map.of("after", after));
  }

  /** One in a foreign currency is not: whether its total is in that currency is not established. */
  private static boolean isReadable(Row row) {
    return row.number("N_Devise") == 0 && row.amount("DO_TotalTTC").signum() > 0;
  }

  private Set<String> introduce(Set<String> codes) {
    Set<String> known = new TreeSet<>();
    Customers.named(statements, List.copyOf(codes))
        .forEachRemaining(customers -> customers.forEach(customer -> known.add(one(customer))));
    return known;
  }

  private String one(Customers.Customer customer) {
    Party party = Pull.party(customer);
    reader.debtor(party, reader.standing(party.code(), Pull.lines(customer, dossier)));
    return party.code();
  }
}
