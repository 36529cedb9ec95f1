package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which customers carry a marker of ours, and which: to hold against what they should carry. */
final class Markers {
  private static final int PAGE = 1000;

  private final Conversation talk;
  private final Map<Integer, String> tags = new HashMap<>();
  private final Map<String, Object> carried = new TreeMap<>();

  private Markers(Conversation talk) {
    this.talk = talk;
  }

  /** Plans it; the result is customer id to marker. */
  static void plan(Conversation talk) {
    talk.then(new Markers(talk)::askTags);
  }

  private void askTags() {
    talk.ask(
        Marker.ownTags(),
        rows -> {
          for (JsonNode row : rows) {
            String name = Rows.text(row, "name");
            tags.put(row.path("id").asInt(), name.substring(name.lastIndexOf('/') + 1));
          }
          askCustomers(0);
        });
  }

  private void askCustomers(int after) {
    if (tags.isEmpty()) {
      talk.conclude(carried);
      return;
    }
    talk.ask(
        Question.searchRead(
                "res.partner",
                List.of(
                    List.of("category_id", "in", List.copyOf(tags.keySet())),
                    List.of("id", ">", after)),
                List.of("category_id"))
            .page(PAGE)
            .with("context", Map.of("active_test", Boolean.FALSE)),
        this::heardCustomers);
  }

  private void heardCustomers(JsonNode rows) {
    for (JsonNode row : rows) {
      Rows.ids(row.path("category_id")).stream()
          .filter(tags::containsKey)
          .forEach(tag -> carried.put(row.path("id").asText(), tags.get(tag)));
    }
    if (rows.size() < PAGE) {
      talk.conclude(carried);
    } else {
      askCustomers(Rows.lastId(rows));
    }
  }
}
