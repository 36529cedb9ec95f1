package io.relance.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Activities of the simulated Odoo: from 17 on one that is done stays, archived; before it is gone
 * and a message tells of it.
 */
final class OdooActivities {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Map<String, String> TYPES =
      Map.of("mail.mail_activity_data_call", "Call", "mail.mail_activity_data_todo", "To Do");

  private final OdooTables tables;

  OdooActivities(OdooTables tables) {
    this.tables = tables;
  }

  JsonNode schedule(String model, int record, ObjectNode args, LocalDateTime now) {
    String type = TYPES.get(args.path("act_type_xmlid").asText());
    if (type == null) {
      throw OdooFault.value(
          "External ID not found in the system: " + args.path("act_type_xmlid").asText());
    }
    tables.get(model, record);
    Map<String, Object> values = new HashMap<>();
    values.put("res_model", model);
    values.put("res_id", record);
    values.put("activity_type_id", type(type, now));
    values.put("summary", args.path("summary").asText());
    values.put("note", args.path("note").asText());
    values.put("date_deadline", args.path("date_deadline").asText());
    if (args.has("user_id")) {
      values.put("user_id", args.path("user_id").asInt());
    } else if (tables.major() < 17) {
      values.put("user_id", OdooMethods.UID);
    }
    int id = tables.insert("mail.activity", values, now);
    return tables.major() >= 17
        ? JSON.arrayNode().add(id)
        : JSON.textNode("mail.activity(" + id + ",)");
  }

  private int type(String name, LocalDateTime now) {
    List<Map<String, @Nullable Object>> known = tables.where("mail.activity.type", "name", name);
    return known.isEmpty()
        ? tables.insert("mail.activity.type", Map.of("name", name), now)
        : (Integer) known.get(0).get("id");
  }

  /** A colleague did it and said what came of it. */
  void done(int id, String feedback, LocalDateTime now) {
    Map<String, @Nullable Object> activity = tables.get("mail.activity", id);
    if (tables.major() >= 17) {
      tables.update(
          "mail.activity",
          id,
          Map.of("active", false, "date_done", now.toLocalDate().toString(), "feedback", feedback),
          now);
      return;
    }
    String words = "<p>done: " + activity.get("summary") + "</p><div>" + feedback + "</div>";
    tables.insert(
        "mail.message",
        Map.of(
            "model",
            String.valueOf(activity.get("res_model")),
            "res_id",
            (Integer) activity.get("res_id"),
            "body",
            words,
            "date",
            now,
            "mail_activity_type_id",
            (Integer) activity.get("activity_type_id")),
        now);
    tables.delete("mail.activity", id);
  }
}
