package io.relance.connector.axelor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who are we there, what may we read, does Axelor dun by itself. Changes nothing. */
final class Probe {
  /** Axelor's own reminders count as in use when one left within that time. */
  private static final Duration LATELY = Duration.ofDays(62);

  private final Talk talk;
  private final long company;
  private final List<Map<String, String>> problems = new ArrayList<>();

  Probe(Talk talk, long company) {
    this.talk = talk;
    this.company = company;
  }

  Map<String, Object> ask() {
    talk.refresh();
    Map<String, Object> found = new LinkedHashMap<>();
    JsonNode info = talk.info();
    found.put("version", version(info.path("application")));
    found.put("user", user(info.path("user")));
    talk.fields(Wanted.COMPANY);
    found.put("identity", Company.identity(talk));
    found.put("companies", companies());
    Wanted.toRead(talk.access().quotes()).forEach(this::check);
    check(Wanted.MESSAGE);
    if (problems.isEmpty()) {
      Company.get(talk, company);
      found.put("mark", Cursor.now(talk, company).mark());
      found.put("ownDunning", ownDunning());
    }
    found.put("clock", talk.clock().toString());
    found.put("problems", problems);
    return found;
  }

  private static String version(JsonNode application) {
    return (application.path("name").asText("Axelor")
            + " "
            + application.path("version").asText("of unknown version"))
        .strip();
  }

  private String user(JsonNode user) {
    return user.path("login")
        .asText(talk.access().user().isEmpty() ? "the API key's user" : talk.access().user());
  }

  private List<Map<String, String>> companies() {
    List<Map<String, String>> companies = new ArrayList<>();
    Question all =
        Question.of(Wanted.COMPANY, "self.id > 0", Map.of()).fields(List.of("name")).limit(1000);
    for (ObjectNode row : talk.search(all).rows()) {
      companies.add(Map.of("key", Rows.text(row, "id"), "name", Rows.text(row, "name")));
    }
    return companies;
  }

  /** Its fields, and that the user may read it at all. */
  private void check(Wanted wanted) {
    try {
      talk.require(List.of(wanted));
      talk.count(Question.of(wanted, "self.id > 0", Map.of()));
    } catch (SourceTrouble trouble) {
      if (trouble.kind() != Kind.MISCONFIGURED && trouble.kind() != Kind.DRIFT) {
        throw trouble;
      }
      problems.add(
          Map.of(
              "what",
              String.valueOf(trouble.getMessage()),
              "remedy",
              "give the technical user the right to read "
                  + wanted.name()
                  + ", or see connectors/axelor/README.md"));
    }
  }

  private @Nullable String ownDunning() {
    if (!talk.has(Wanted.HISTORY, "debtRecoveryDate")) {
      return null;
    }
    String since = talk.clock().minus(LATELY).toString().substring(0, 10);
    long sent =
        talk.count(
            Question.of(Wanted.HISTORY, "self.debtRecoveryDate >= :since", Map.of("since", since)));
    return sent == 0
        ? null
        : "Axelor's own debt recovery wrote "
            + sent
            + " times since "
            + since
            + ": switch its batch off, or customers are reminded twice";
  }
}
