package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What became of activities of ours. From 17 on a done one may stay, archived, with what the
 * colleague wrote; before (and where its kind is not kept) it is gone, and the chatter tells.
 */
final class Activities {
  private static final String MODEL = "mail.activity";
  private static final int LOT = 200;

  private final Conversation talk;
  private final List<Map<String, Object>> answers = new ArrayList<>();

  private Activities(Conversation talk) {
    this.talk = talk;
  }

  /**
   * Plans it.
   *
   * @param tasks each with {@code id} (the activity's) and {@code key}
   */
  static void plan(Conversation talk, List<Map<String, String>> tasks) {
    Activities all = new Activities(talk);
    talk.then(() -> all.columns(() -> all.askAll(tasks)));
  }

  private void askAll(List<Map<String, String>> tasks) {
    for (int from = 0; from < tasks.size(); from += LOT) {
      ask(tasks.subList(from, Math.min(tasks.size(), from + LOT)));
    }
    talk.then(() -> talk.conclude(answers));
  }

  /** Asks which fields activities have here, once a session. */
  private void columns(Runnable then) {
    if (talk.session().schema().containsKey(MODEL)) {
      then.run();
      return;
    }
    talk.ask(
        Question.of(MODEL, "fields_get")
            .with("allfields", List.of("active", "date_done", "feedback"))
            .with("attributes", List.of("type", "store")),
        fields -> {
          Set<String> names = new TreeSet<>();
          fields.fieldNames().forEachRemaining(names::add);
          talk.session().schema().put(MODEL, names);
          then.run();
        });
  }

  /** Those of that domain, the archived ones too. */
  static Question question(List<List<Object>> domain, List<String> fields) {
    return Question.searchRead(MODEL, domain, fields)
        .with("context", Map.of("active_test", Boolean.FALSE));
  }

  private void ask(List<Map<String, String>> tasks) {
    List<Integer> ids = tasks.stream().map(task -> Integer.valueOf(task.get("id"))).toList();
    List<String> fields =
        talk.session().intersect(MODEL, List.of("id", "active", "date_done", "feedback"));
    talk.ask(
        question(List.of(List.of("id", "in", ids)), fields).page(LOT), rows -> heard(tasks, rows));
  }

  private void heard(List<Map<String, String>> tasks, JsonNode rows) {
    Map<String, JsonNode> found = new HashMap<>();
    rows.forEach(row -> found.put(row.path("id").asText(), row));
    for (Map<String, String> task : tasks) {
      JsonNode row = found.get(task.get("id"));
      if (row == null) {
        chatter(task);
      } else if (row.path("active").asBoolean(true)) {
        answer(task, "open", "", "");
      } else {
        answer(task, "done", Rows.text(row, "feedback"), Rows.text(row, "date_done"));
      }
    }
  }

  /** An activity that is done leaves a message with its summary; one that was dropped does not. */
  private void chatter(Map<String, String> task) {
    List<Object> domain =
        List.of(
            List.of("mail_activity_type_id", "!=", false),
            List.of("body", "ilike", Task.mark(task.get("key"))));
    talk.ask(
        Question.searchRead("mail.message", domain, List.of("body", "date")).page(1),
        rows -> {
          if (rows.isEmpty()) {
            answer(task, "dropped", "", "");
          } else {
            JsonNode row = rows.get(0);
            String day = Rows.text(row, "date");
            answer(
                task,
                "done",
                said(Rows.text(row, "body"), task.get("key")),
                day.substring(0, Math.min(10, day.length())));
          }
        });
  }

  private static String said(String html, String key) {
    int behind = html.indexOf(Task.mark(key)) + Task.mark(key).length();
    return html.substring(behind).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
  }

  private void answer(Map<String, String> task, String state, String text, String on) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", task.get("id"));
    answer.put("state", state);
    answer.put("text", text);
    answer.put("on", on.isEmpty() ? null : on);
    answers.add(answer);
  }
}
