package io.relance.connector.sage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.Page;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects records of several types and hands them on in pages of one. */
final class Pager {
  private static final List<String> ORDER =
      List.of("company", "debtor", "contact", "item", "payment", "quote");

  private final int size;
  private final Map<String, ArrayNode> open = new LinkedHashMap<>();
  private final Deque<Page> full = new ArrayDeque<>();

  Pager(int size) {
    this.size = size;
    ORDER.forEach(type -> open.put(type, JsonNodeFactory.instance.arrayNode()));
  }

  void add(String type, ObjectNode record) {
    ArrayNode records = open.get(type);
    records.add(record);
    if (records.size() == size) {
      flush(type);
    }
  }

  private void flush(String type) {
    ArrayNode records = open.put(type, JsonNodeFactory.instance.arrayNode());
    if (records != null && !records.isEmpty()) {
      full.add(new Page(type, records));
    }
  }

  /** All that was collected so far, debtors before their items. */
  List<Page> pages() {
    ORDER.forEach(this::flush);
    List<Page> pages = List.copyOf(full);
    full.clear();
    return pages;
  }
}
