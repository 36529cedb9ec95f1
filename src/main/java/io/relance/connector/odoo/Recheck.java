package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.relance.connector.SourceTrouble.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Just before notices leave: are these items still owed? One call per batch, whatever its size. */
final class Recheck {
  private final Conversation talk;
  private final Set<String> keys;

  private Recheck(Conversation talk, Set<String> keys) {
    this.talk = talk;
    this.keys = keys;
  }

  /** Emits the items among these keys that exist, open or settled; the others are gone. */
  static void plan(Conversation talk, int company, List<String> keys, @Nullable Cursor known) {
    Recheck recheck = new Recheck(talk, new HashSet<>(keys));
    talk.collect("item", List.of());
    Set<Integer> moves = new TreeSet<>();
    keys.forEach(key -> moves.add(recheck.move(key)));
    talk.then(
        () -> {
          Reading reading = Reading.planLookUp(talk, company, known);
          Documents documents = new Documents(reading, recheck::emit);
          talk.then(() -> Rows.chunks(moves, 500).forEach(chunk -> documents.read(chunk, false)));
        });
  }

  private int move(String key) {
    try {
      return Integer.parseInt(key.substring(0, key.indexOf('/')));
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw talk.troubles("item " + key)
          .trouble(
              Kind.MISCONFIGURED,
              "'" + key + "' is no item key of Odoo",
              "check which source and connector the item belongs to");
    }
  }

  private void emit(ArrayNode items) {
    ArrayNode asked = Rows.array();
    for (JsonNode item : items) {
      if (keys.contains(item.path("key").asText())) {
        asked.add(item);
      }
    }
    talk.emit("item", asked);
  }
}
