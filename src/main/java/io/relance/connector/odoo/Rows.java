package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Odoo's rows: ids out of them, and their many ways to say "nothing". */
final class Rows {
  private Rows() {}

  static List<Integer> ids(JsonNode array) {
    List<Integer> ids = new ArrayList<>(array.size());
    array.forEach(each -> ids.add(each.isObject() ? each.path("id").asInt() : each.asInt()));
    return ids;
  }

  /** A many2one's id; 0 when it is empty ({@code false}). */
  static int id(JsonNode row, String field) {
    JsonNode value = row.path(field);
    return value.isArray() ? value.path(0).asInt() : value.asInt();
  }

  static Set<Integer> ids(Iterable<JsonNode> rows, String field) {
    Set<Integer> ids = new TreeSet<>();
    for (JsonNode row : rows) {
      int id = id(row, field);
      if (id != 0) {
        ids.add(id);
      }
    }
    return ids;
  }

  /** A text, or "" when it is empty ({@code false}). */
  static String text(JsonNode row, String field) {
    JsonNode value = row.path(field);
    return value.isTextual() ? value.asText() : "";
  }

  static int lastId(JsonNode rows) {
    return rows.isEmpty() ? 0 : rows.get(rows.size() - 1).path("id").asInt();
  }

  static ObjectNode object(JsonNode row) {
    return (ObjectNode) row;
  }

  static ArrayNode array() {
    return Wire.JSON.createArrayNode();
  }

  /** Lists of at most so many ids. */
  static List<List<Integer>> chunks(Collection<Integer> ids, int size) {
    List<Integer> all = List.copyOf(ids);
    List<List<Integer>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      chunks.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return chunks;
  }
}
