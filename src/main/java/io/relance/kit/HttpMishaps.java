package io.relance.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.Http;
import io.relance.kit.HttpPlayer.Fault;
import io.relance.kit.HttpPlayer.Wire;
import io.relance.kit.Player.Harm;
import io.relance.kit.Player.Mishap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What can go wrong between a connector and a system it asks over HTTP: each answer, in turn. */
final class HttpMishaps {
  private final HttpPlayer player;
  private final List<Mishap> found = new ArrayList<>();

  HttpMishaps(HttpPlayer player) {
    this.player = player;
  }

  List<Mishap> of(Harm harm) {
    switch (harm) {
      case FAILS -> player.played().forEach(this::fails);
      case EMPTY -> player.played().forEach(this::empty);
      case REPEATED -> repeated();
      case RENAMED -> renamed();
      case REFUSED -> player.played().forEach(this::refused);
    }
    return found;
  }

  private void add(int entry, Recorded recorded, String what, UnaryOperator<Wire> change) {
    String asked = recorded.ask().path("method").asText("GET") + " " + recorded.path();
    Fault fault = (n, all, answer) -> n == entry ? change.apply(answer) : answer;
    found.add(
        new Mishap(
            "the answer to " + asked + " (answer " + (entry + 1) + " of the sample) " + what,
            () -> player.suffer(fault)));
  }

  private void fails(int entry, Recorded recorded) {
    add(
        entry,
        recorded,
        "is 500",
        answer -> new Wire(500, Map.of("Content-Type", "text/plain"), "internal error"));
    add(
        entry,
        recorded,
        "never comes, the connection is cut",
        answer -> new Wire(200, answer.headers(), answer.body(), -1));
    if (recorded.answer().isContainerNode()) {
      add(
          entry,
          recorded,
          "is broken off",
          answer ->
              new Wire(answer.status(), answer.headers(), answer.body(), answer.body().length / 2));
      add(
          entry,
          recorded,
          "is half its JSON",
          answer -> answer.saying(answer.text().substring(0, answer.text().length() / 2)));
    }
  }

  private void empty(int entry, Recorded recorded) {
    if (hasRows(recorded.answer())) {
      UnaryOperator<JsonNode> empty = node -> rows(node, ArrayNode::removeAll);
      add(entry, recorded, "has no rows", answer -> HttpPlayer.changed(answer, empty));
      String nothing = recorded.answer().isArray() ? "[]" : "{}";
      add(entry, recorded, "is " + nothing, answer -> answer.saying(nothing));
    }
  }

  private void repeated() {
    Map<String, Integer> before = new HashMap<>();
    player
        .played()
        .forEach(
            (entry, recorded) -> {
              if (hasRows(recorded.answer())) {
                UnaryOperator<JsonNode> twice = node -> rows(node, rows -> rows.addAll(copy(rows)));
                add(entry, recorded, "has all rows twice", a -> HttpPlayer.changed(a, twice));
                Integer same = before.put(recorded.path(), entry);
                if (same != null) {
                  String again = player.played().get(same).answer().toString();
                  add(entry, recorded, "is that of the page before", a -> a.saying(again));
                }
              }
            });
  }

  private static ArrayNode copy(ArrayNode rows) {
    return rows.deepCopy();
  }

  private void renamed() {
    Set<String> names = new TreeSet<>();
    player.played().values().forEach(recorded -> names(recorded.answer(), names));
    for (String name : names) {
      found.add(
          new Mishap(
              "the field '" + name + "' has another name",
              () -> player.change(node -> renamed(node, name))));
    }
  }

  private void refused(int entry, Recorded recorded) {
    Fault fault =
        (n, all, answer) ->
            n == entry
                ? new Wire(401, Map.of("Content-Type", "text/plain"), "not allowed: " + all)
                : answer;
    found.add(
        new Mishap(
            "the answer to " + recorded.path() + " is 401 and repeats all that was sent",
            () -> player.suffer(fault)));
  }

  Mishap without(List<String> words) {
    return new Mishap(
        "nothing is answered any more that says " + words,
        () -> player.suffer((entry, asked, answer) -> without(answer, words)));
  }

  /** A record asked for by its key is not there any more; lists leave it out. */
  private static Wire without(Wire answer, List<String> words) {
    try {
      JsonNode said = Http.JSON.readTree(answer.body());
      return said.isObject() && says(said, words)
          ? new Wire(404, Map.of("Content-Type", "text/plain"), "not there")
          : answer.saying(without(said, words).toString());
    } catch (IOException noJson) {
      return answer;
    }
  }

  // --- JSON

  /** Outermost lists of objects: the rows. */
  private static boolean hasRows(JsonNode node) {
    if (node.isArray()) {
      return !node.isEmpty() && node.get(0).isContainerNode();
    }
    for (JsonNode child : node) {
      if (hasRows(child)) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode rows(JsonNode node, Consumer<ArrayNode> change) {
    if (node instanceof ArrayNode rows && !rows.isEmpty() && rows.get(0).isContainerNode()) {
      change.accept(rows);
    } else {
      node.forEach(child -> rows(child, change));
    }
    return node;
  }

  private static void names(JsonNode node, Set<String> names) {
    node.fieldNames().forEachRemaining(names::add);
    node.forEach(child -> names(child, names));
  }

  private static JsonNode renamed(JsonNode node, String name) {
    node.forEach(child -> renamed(child, name));
    if (node instanceof ObjectNode object && object.has(name)) {
      object.set(name + "Renamed", object.remove(name));
    }
    return node;
  }

  private static JsonNode without(JsonNode node, List<String> words) {
    if (node instanceof ArrayNode rows) {
      for (int i = rows.size() - 1; i >= 0; i--) {
        if (rows.get(i).isObject() && says(rows.get(i), words)) {
          rows.remove(i);
        }
      }
    }
    node.forEach(child -> without(child, words));
    return node;
  }

  private static boolean says(JsonNode row, List<String> words) {
    for (JsonNode child : row) {
      if (child.isValueNode()
          ? words.contains(child.asText())
          : child.isObject() && says(child, words)) {
        return true;
      }
    }
    return false;
  }
}
