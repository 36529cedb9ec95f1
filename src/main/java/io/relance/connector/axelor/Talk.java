package io.relance.connector.axelor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.Http;
import io.relance.connector.Http.Answer;
import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import java.io.IOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/**
 * One talk with one Axelor: logged in once for all, again when the session is lost, and every
 * answer held against what a failed search looks like. For one thread at a time; the sessions are
 * for all.
 */
final class Talk {

  /** Rows of one search, and how many there are in all. */
  record Found(List<ObjectNode> rows, long total) {}

  private final Access access;
  private final Http http;
  private final Sessions sessions;
  private volatile @Nullable Instant clock;

  Talk(Access access, CamelContext context) {
    this.access = access;
    this.http = Http.through(context, "axelor-call", access.where(), access.timeoutMillis());
    this.sessions = Sessions.of(context);
  }

  Access access() {
    return access;
  }

  /** Axelor's own time at its first answer; never ours. */
  Instant clock() {
    Instant known = clock;
    if (known == null) {
      throw troubles("").lies("its answers carry no Date");
    }
    return known;
  }

  Troubles troubles(String what) {
    return Troubles.about(access.where(), what);
  }

  // --- what is asked

  /**
   * One search, proven: status 0, a total, and as many rows as that total leaves. The fields are
   * those of the question, or all of its entity that this Axelor has.
   *
   * @throws SourceTrouble LIES when the answer is not one of a search that ran
   */
  Found search(Question question) {
    Question asked =
        question.fields().isEmpty() ? question.fields(fields(question.wanted())) : question;
    String what = question.wanted().name() + "/search";
    JsonNode envelope =
        call(
            "POST",
            "/ws/rest/" + question.wanted().entity() + "/search",
            json(asked.body()),
            what,
            true);
    return Envelope.found(envelope, question.limit(), troubles(what));
  }

  /** Asks that while the caller goes on; the two never ask at the same time. */
  Future<Found> ahead(Callable<Found> question) {
    return sessions.ahead(question);
  }

  /** How many there are. */
  long count(Question question) {
    return search(question.fields(List.of("id")).limit(1)).total();
  }

  Optional<ObjectNode> find(Question question) {
    return search(question.limit(1)).rows().stream().findFirst();
  }

  /**
   * Creates one record; never asked twice by itself.
   *
   * @return the record as it is there
   */
  JsonNode create(String entity, Map<String, ?> values) {
    return saved("/ws/rest/" + entity, Map.of("data", values), entity);
  }

  /** Updates one record, with its version; never asked twice by itself. */
  JsonNode update(String entity, long id, Map<String, ?> values) {
    return saved("/ws/rest/" + entity + "/" + id, Map.of("data", values), entity);
  }

  private JsonNode saved(String path, Map<String, ?> body, String entity) {
    String what = entity.substring(entity.lastIndexOf('.') + 1) + "/save";
    JsonNode record = call("POST", path, json(body), what, false).path("data").path(0);
    if (!record.has("id")) {
      throw troubles(what).lies("it says success and shows no record");
    }
    return record;
  }

  /** Who we are and which version it is, as far as it says; empty where it does not. */
  JsonNode info() {
    Answer answer = ask("GET", "/ws/public/app/info", null, session());
    try {
      return answer.status() == 200 && answer.isJson()
          ? answer.json()
          : Http.JSON.createObjectNode();
    } catch (IOException e) {
      throw troubles("app/info").cut(e);
    }
  }

  // --- which fields there are

  /** All fields of that entity that this Axelor has. */
  List<String> fields(Wanted wanted) {
    List<String> fields = new ArrayList<>(wanted.needed());
    wanted.useful().stream().filter(name -> has(wanted, name)).forEach(fields::add);
    return fields;
  }

  boolean has(Wanted wanted, String path) {
    return session().schema().has(wanted.entity(), path, this::entity);
  }

  /** Looks the fields up afresh: an Axelor may change while we know it. */
  void refresh() {
    session().schema().entities().clear();
  }

  /**
   * Are all needed fields there?
   *
   * @throws SourceTrouble naming each that is missing
   */
  void require(List<Wanted> all) {
    List<String> missing = new ArrayList<>();
    for (Wanted wanted : all) {
      wanted.needed().stream()
          .filter(name -> !has(wanted, name))
          .forEach(name -> missing.add(wanted.name() + "." + name));
    }
    if (!missing.isEmpty()) {
      throw troubles("meta/fields")
          .trouble(
              Kind.DRIFT,
              "it lacks, or does not show its technical user, " + String.join(", ", missing),
              "compare its version with connectors/axelor/README.md, and the user's rights");
    }
  }

  private Map<String, String> entity(String entity) {
    String what = entity.substring(entity.lastIndexOf('.') + 1) + "/fields";
    JsonNode envelope = call("GET", "/ws/meta/fields/" + entity, null, what, true);
    Map<String, String> fields = new HashMap<>();
    for (JsonNode field : envelope.path("data").path("fields")) {
      if (field.path("perms").path("read").asBoolean(true)) {
        fields.put(field.path("name").asText(), field.path("target").asText(""));
      }
    }
    if (fields.isEmpty()) {
      throw troubles(what).lies("it names no field");
    }
    return fields;
  }

  // --- the call

  private JsonNode call(
      String method, String path, @Nullable String body, String what, boolean again) {
    Session session = session();
    Answer answer = ask(method, path, body, session);
    JsonNode envelope = Envelope.of(answer, troubles(what));
    if (envelope == null) {
      sessions.forget(access, session);
      if (access.way() != Access.Login.SESSION) {
        throw troubles(what).notLetIn(answer, access.way());
      }
      if (!again) {
        throw troubles(what)
            .trouble(
                Kind.UNREACHABLE, "the session ended just before it was written", "tried again");
      }
      answer = ask(method, path, body, session());
      envelope = Envelope.of(answer, troubles(what));
    }
    if (envelope == null) {
      throw troubles(what).notLetIn(answer, access.way());
    }
    int status = envelope.path("status").asInt();
    if (status != 0) {
      sessions.forget(access, session);
      throw troubles(what).of(status, envelope);
    }
    return envelope;
  }

  private Session session() {
    return sessions.get(access, () -> new Entrance(access, this::ask).open());
  }

  private Answer ask(String method, String path, @Nullable String body, Session session) {
    Answer answer =
        http.ask(
            new Http.Question(
                method,
                access.url() + path,
                Entrance.headers(access, session, body != null),
                body));
    if (clock == null) {
      clock = answer.header("Date").map(Talk::instant).orElse(null);
    }
    return answer;
  }

  private static @Nullable Instant instant(String date) {
    try {
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  static String json(Object value) {
    try {
      return Http.JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not to be written as JSON: " + e.getOriginalMessage(), e);
    }
  }
}
