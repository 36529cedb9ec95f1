package io.relance.demo;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.demo.AxelorModels.Field;
import io.relance.demo.AxelorSearch.Found;
import io.relance.demo.AxelorTables.Row;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /ws/rest} and {@code /ws/meta} of the simulated Axelor: every answer is a 200. */
final class AxelorRest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final int DEFAULT_LIMIT = 40;
  private static final Map<String, String> FRENCH =
      Map.of(
          "Error", "Erreur",
          "Access error", "Erreur d'accès",
          "Concurrent updates error", "Erreur de mises à jour concurrentes",
          "Required field violation", "Violation de champ obligatoire");

  /** What is wrong with one call: which rows are hidden, and what happens to the answer. */
  interface Mood {
    Predicate<Row> permitted(String model);

    ObjectNode bend(String model, ObjectNode answer);
  }

  private final AxelorTables tables;
  private final boolean french;

  AxelorRest(AxelorTables tables, boolean french) {
    this.tables = tables;
    this.french = french;
  }

  String answer(String method, String path, String body, Instant now, Mood mood) {
    try {
      String[] parts = path.replaceFirst("\\?.*", "").substring("/ws/".length()).split("/");
      String model = parts[1 + (parts[0].equals("meta") ? 1 : 0)];
      String rest = parts.length > 2 && parts[0].equals("rest") ? parts[2] : "";
      JsonNode said = body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
      ObjectNode answer =
          parts[0].equals("meta") ? meta(model) : rest(method, model, rest, said, now, mood);
      return mood.bend(model, answer).toString();
    } catch (AxelorFault fault) {
      return failure(fault).toString();
    } catch (IOException e) {
      return failure(AxelorFault.failure("Error", e.getMessage())).toString();
    }
  }

  private ObjectNode rest(
      String method, String model, String rest, JsonNode said, Instant now, Mood mood) {
    if (rest.equals("search") || method.equals("GET") && rest.isEmpty()) {
      int limit = said.isEmpty() ? DEFAULT_LIMIT : Math.max(0, said.path("limit").asInt());
      return search(model, said, mood, limit);
    }
    if (method.equals("GET")) {
      return of(tables.find(model, Long.valueOf(rest)), model);
    }
    ObjectNode data = (ObjectNode) said.path("data");
    if (!rest.isEmpty()) {
      data.put("id", Long.valueOf(rest));
    }
    return of(new AxelorSave(tables, now).save(model, data), model);
  }

  private ObjectNode search(String model, JsonNode said, Mood mood, int limit) {
    AxelorSearch search = new AxelorSearch(tables, model);
    Found found = search.run(said, mood.permitted(model), limit);
    List<String> fields = new ArrayList<>();
    said.path("fields").forEach(field -> fields.add(field.asText()));
    ArrayNode data = JSON.createArrayNode();
    if (fields.isEmpty()) {
      found.rows().forEach(row -> data.add(search.whole(row)));
    } else {
      data.addAll(search.selected(found.rows(), fields));
    }
    ObjectNode answer = JSON.createObjectNode().put("status", 0);
    answer.put("offset", said.path("offset").asInt()).put("total", found.total());
    if (!data.isEmpty()) {
      answer.set("data", data);
    }
    return answer;
  }

  /** A record that is not there: success, without data. */
  private ObjectNode of(@Nullable Row row, String model) {
    ObjectNode answer = JSON.createObjectNode().put("status", 0);
    if (row != null) {
      answer.putArray("data").add(new AxelorSearch(tables, model).whole(row));
    }
    return answer;
  }

  private ObjectNode meta(String model) {
    ObjectNode answer = JSON.createObjectNode().put("status", 0);
    ObjectNode data = answer.putObject("data").put("model", model);
    ArrayNode fields = data.putArray("fields");
    fields.addObject().put("name", "id").put("type", "LONG");
    fields.addObject().put("name", "version").put("type", "INTEGER");
    for (Field field : tables.models().get(model).fields().values()) {
      ObjectNode node = fields.addObject().put("name", field.name());
      node.put("type", type(field));
      if (!field.target().isEmpty()) {
        node.put("target", field.target());
      }
    }
    return answer;
  }

  private static String type(Field field) {
    return switch (field.type()) {
      case "one" -> "MANY_TO_ONE";
      case "many" -> "ONE_TO_MANY";
      case "bool" -> "BOOLEAN";
      case "int" -> "INTEGER";
      case "instant" -> "DATETIME";
      default -> field.type().toUpperCase(java.util.Locale.ROOT);
    };
  }

  /** Without title and message: a failure that Axelor logs and hides. */
  private ObjectNode failure(AxelorFault fault) {
    ObjectNode answer = JSON.createObjectNode().put("status", fault.status());
    if (fault.title() != null) {
      ObjectNode data = answer.putObject("data");
      data.put("title", french ? FRENCH.getOrDefault(fault.title(), "Erreur") : fault.title());
      data.put("message", french ? "Refusé." : fault.getMessage());
    }
    return answer;
  }
}
