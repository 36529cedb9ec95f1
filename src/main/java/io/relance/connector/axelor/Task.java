package io.relance.connector.axelor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.SourceTrouble.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something a person is to do, as a CRM event at the partner, once: its subject ends with our key,
 * which is looked for first. What came of it is written under the line that ends our words.
 */
final class Task {
  private static final String PARTNER = Wanted.PARTNER.entity();
  private static final Map<String, Integer> TYPES = Map.of("call", 1, "todo", 3);
  private static final List<String> STATES = List.of("open", "open", "done", "dropped");
  private static final String ENDS = "[relance]";
  private static final LocalTime MORNING = LocalTime.of(8, 0);
  private static final Duration LASTS = Duration.ofMinutes(15);

  /**
   * What is asked for.
   *
   * @param kind call or todo
   * @param partner its id
   * @param note HTML
   * @param assignee {@code manager} or {@code salesperson}, who are the partner's user, or a login
   */
  record Order(
      String key,
      String kind,
      String partner,
      String title,
      String note,
      LocalDate due,
      String assignee) {}

  private final Talk talk;

  Task(Talk talk) {
    this.talk = talk;
  }

  /**
   * Makes it unless it is there.
   *
   * @return the event's id
   */
  String write(Order order) {
    if (!TYPES.containsKey(order.kind())) {
      throw new IllegalArgumentException("a task is a call or a todo, not '" + order.kind() + "'");
    }
    talk.require(List.of(Wanted.EVENT));
    Optional<ObjectNode> there =
        talk.find(
            Question.of(Wanted.EVENT, "self.subject LIKE :mark", Map.of("mark", "%" + mark(order)))
                .fields(List.of("id")));
    return there.map(event -> Rows.text(event, "id")).orElseGet(() -> create(order));
  }

  private static String mark(Order order) {
    return "[" + order.key().replaceAll("[<>%_]", "") + "]";
  }

  private String create(Order order) {
    ObjectNode partner = partner(order.partner());
    long user = user(order.assignee(), partner);
    Instant begins = order.due().atTime(MORNING).toInstant(ZoneOffset.UTC);
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("typeSelect", TYPES.get(order.kind()));
    event.put("statusSelect", 1);
    event.put("subject", order.title() + " " + mark(order));
    event.put("description", order.note() + "<p>" + ENDS + "</p>");
    event.put("startDateTime", begins.toString());
    event.put("endDateTime", begins.plus(LASTS).toString());
    event.put("partner", Map.of("id", Rows.id(partner, "id")));
    event.put("relatedToSelect", PARTNER);
    event.put("relatedToSelectId", Rows.id(partner, "id"));
    if (user != 0) {
      event.put("user", Map.of("id", user));
    }
    JsonNode made = talk.create(Wanted.EVENT.entity(), event);
    if (!made.path("subject").asText().equals(event.get("subject"))) {
      throw talk.troubles("Event/save").lies("the event has another subject than the one sent");
    }
    return made.path("id").asText();
  }

  private ObjectNode partner(String id) {
    if (!id.matches("\\d{1,9}")) {
      throw talk.troubles("task for " + id)
          .trouble(Kind.MISCONFIGURED, "that is no partner of Axelor", "check the source");
    }
    return talk.find(
            Question.of(Wanted.COLLEAGUE, "self.id = :id", Map.of("id", Long.parseLong(id))))
        .orElseThrow(
            () ->
                talk.troubles("task for partner " + id)
                    .trouble(
                        Kind.LIES, "that partner is gone", "the next sweep tells who is left"));
  }

  /** 0 = nobody is named. */
  private long user(String assignee, ObjectNode partner) {
    if (assignee.equals("manager") || assignee.equals("salesperson")) {
      long own = Rows.id(partner, "user.id");
      return own != 0 ? own : login(talk.access().fallbackAssignee());
    }
    return login(assignee.isEmpty() ? talk.access().fallbackAssignee() : assignee);
  }

  private long login(String login) {
    if (login.isEmpty()) {
      return 0;
    }
    return talk.find(Question.of(Wanted.USER, "self.code = :code", Map.of("code", login)))
        .map(user -> Rows.id(user, "id"))
        .orElseThrow(
            () ->
                talk.troubles("the task's assignee")
                    .trouble(
                        Kind.MISCONFIGURED,
                        "no user has the login '" + login + "'",
                        "correct the assignee in the task's template, relance.task.assignee or"
                            + " fallbackAssignee of the source"));
  }

  // --- what came of it

  /**
   * What became of these.
   *
   * @param tasks each with {@code id}
   */
  List<Map<String, Object>> outcomes(List<Map<String, String>> tasks) {
    List<Map<String, Object>> answers = new ArrayList<>();
    for (List<Map<String, String>> lot : Rows.chunks(tasks, talk.access().pageSize())) {
      List<Long> ids = lot.stream().map(task -> Long.valueOf(task.get("id"))).toList();
      Map<String, ObjectNode> found = new HashMap<>();
      talk.search(
              Question.of(Wanted.DONE, "self.id in (:ids)", Map.of("ids", ids)).limit(ids.size()))
          .rows()
          .forEach(row -> found.put(Rows.text(row, "id"), row));
      lot.forEach(task -> answers.add(outcome(task.get("id"), found.get(task.get("id")))));
    }
    return answers;
  }

  private static Map<String, Object> outcome(String id, @Nullable ObjectNode event) {
    Map<String, Object> answer = new LinkedHashMap<>();
    int status = event == null ? 3 : (int) Rows.id(event, "statusSelect");
    String updated = event == null ? "" : Rows.text(event, "updatedOn");
    answer.put("id", id);
    answer.put("state", STATES.get(Math.min(status, 3)));
    answer.put("text", event == null ? "" : said(Rows.text(event, "description")));
    answer.put("on", updated.length() < 10 ? null : updated.substring(0, 10));
    return answer;
  }

  private static String said(String description) {
    int ends = description.lastIndexOf(ENDS);
    return ends < 0
        ? ""
        : description
            .substring(ends + ENDS.length())
            .replaceAll("<[^>]*>", " ")
            .replaceAll("\\s+", " ")
            .strip();
  }
}
