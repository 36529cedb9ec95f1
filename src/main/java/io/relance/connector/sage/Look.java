package io.relance.connector.sage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Just before notices leave: their customers are read again, whole. */
final class Look {
  private Look() {}

  /** Record type to records: the items among these keys that are there, and whose they are. */
  static Map<String, Object> up(Statements statements, List<String> keys) {
    Dossier dossier = Tables.dossier(statements);
    Reader reader = new Reader(dossier, new Pager(1), new Tally());
    Set<String> wanted = new HashSet<>(keys);
    List<ObjectNode> items = new ArrayList<>();
    List<ObjectNode> debtors = new ArrayList<>();
    List<String> codes = keys.stream().map(Look::party).distinct().toList();
    Customers.named(statements, codes)
        .forEachRemaining(
            customers ->
                customers.forEach(
                    customer -> {
                      Party party = Pull.party(customer);
                      Standing standing =
                          reader.standing(party.code(), Pull.lines(customer, dossier));
                      debtors.add(reader.canonical().debtor(party, standing));
                      Stream.concat(standing.items().stream(), standing.past().stream())
                          .filter(item -> wanted.contains(item.key()))
                          .map(item -> reader.canonical().item(party, item, standing.doubts()))
                          .forEach(items::add);
                    }));
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("item", items);
    found.put("debtor", debtors);
    return found;
  }

  private static String party(String key) {
    int end = key.indexOf('|');
    return end < 0 ? key : key.substring(0, end);
  }
}
