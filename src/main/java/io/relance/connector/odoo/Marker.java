package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.SourceTrouble.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The level a customer has reached, as one tag of his: {@code Relance/R1}. Other tags of that kind
 * are taken off; asked twice, the second call changes nothing.
 */
final class Marker {
  private final Conversation talk;
  private final int partner;
  private final @Nullable String marker;
  private final Set<Integer> ours = new HashSet<>();
  private int wanted;

  private Marker(Conversation talk, int partner, @Nullable String marker) {
    this.talk = talk;
    this.partner = partner;
    this.marker = marker;
  }

  /**
   * Plans it.
   *
   * @param marker e.g. R1; null takes every such tag off
   */
  static void plan(Conversation talk, int partner, @Nullable String marker) {
    Marker plan = new Marker(talk, partner, marker);
    talk.then(plan::askTags);
  }

  private void askTags() {
    talk.ask(ownTags(), this::heardTags);
  }

  /** All tags of that kind. */
  static Question ownTags() {
    List<Object> domain =
        List.of(
            "|",
            List.of("name", "=like", Tables.OWN_TAGS + "/%"),
            List.of("parent_id.name", "=", Tables.OWN_TAGS));
    return Question.searchRead("res.partner.category", domain, List.of("name", "parent_id"))
        .page(1000)
        .with("context", Map.of("active_test", Boolean.FALSE));
  }

  private void heardTags(JsonNode tags) {
    for (JsonNode tag : tags) {
      int id = tag.path("id").asInt();
      String name = Rows.text(tag, "name");
      ours.add(id);
      if (wanted == 0 && marker != null && (name.equals(full()) || name.equals(marker))) {
        wanted = id;
      }
    }
    if (marker != null && wanted == 0) {
      talk.ask(
          Question.of("res.partner.category", "create")
              .with("vals_list", List.of(Map.of("name", full()))),
          created -> {
            wanted = created.isArray() ? created.path(0).asInt() : created.asInt();
            askPartner();
          });
    } else {
      askPartner();
    }
  }

  private String full() {
    return Tables.OWN_TAGS + "/" + marker;
  }

  private void askPartner() {
    talk.ask(
        Question.searchRead(
                "res.partner", List.of(List.of("id", "=", partner)), List.of("category_id"))
            .page(1)
            .with("context", Map.of("active_test", Boolean.FALSE)),
        this::heardPartner);
  }

  private void heardPartner(JsonNode rows) {
    if (rows.isEmpty()) {
      throw talk.troubles("customer " + partner)
          .trouble(Kind.LIES, "this customer is gone", "the next sweep reads who is left");
    }
    List<List<Object>> commands = new ArrayList<>();
    boolean there = false;
    for (JsonNode id : rows.get(0).path("category_id")) {
      if (id.asInt() == wanted) {
        there = true;
      } else if (ours.contains(id.asInt())) {
        commands.add(List.of(3, id.asInt()));
      }
    }
    if (wanted != 0 && !there) {
      commands.add(List.of(4, wanted));
    }
    String answer = wanted == 0 ? "" : String.valueOf(wanted);
    if (commands.isEmpty()) {
      talk.conclude(answer);
    } else {
      talk.ask(
          Question.on("res.partner", "write", List.of(partner))
              .with("vals", Map.of("category_id", commands)),
          written -> talk.conclude(answer));
    }
  }
}
