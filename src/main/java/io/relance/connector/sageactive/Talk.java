package io.relance.connector.sageactive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.Bearer;
import io.relance.connector.Http;
import io.relance.connector.Http.Answer;
import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import java.io.IOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Questions to one organisation of one Sage Active; each answer is data or a trouble. */
final class Talk {
  private final Access access;
  private final Bearer bearer;
  private final String organisation;
  private @Nullable Instant clock;

  Talk(Access access, Bearer bearer, String organisation) {
    this.access = access;
    this.bearer = bearer;
    this.organisation = organisation;
  }

  Access access() {
    return access;
  }

  String organisation() {
    return organisation;
  }

  /** Its own now at the first answer; null when it does not say. */
  @Nullable Instant clock() {
    return clock;
  }

  /**
   * Asks one page.
   *
   * @param question the file that holds it: items, customers, quotes
   * @param operation how it is called there and here, to be found in Sage's own logs
   * @param where a filter, {@code {modificationDate: {gte: "…"}}}; empty = none
   * @return what stands below {@code data}
   */
  JsonNode ask(String question, String operation, String where, @Nullable String after) {
    ObjectNode body = Http.JSON.createObjectNode().put("operationName", operation);
    body.put(
        "query",
        access
            .question(question)
            .replaceAll("(?m)^\\s*#.*$", "")
            .replace("OPERATION", operation)
            .replace("WHERE", where.isEmpty() ? "" : ", where: " + where));
    body.putObject("variables").put("first", access.pageSize()).put("after", after);
    Answer answer =
        bearer.ask(
            "POST",
            access.url() + "/graphql",
            Map.of(
                "Content-Type",
                "application/json",
                "Accept",
                "application/json",
                "x-api-key",
                access.subscriptionKey(),
                "X-TenantId",
                access.tenant(),
                "X-OrganizationId",
                organisation),
            body.toString());
    if (clock == null) {
      clock = answer.header("Date").map(Talk::instant).orElse(null);
    }
    return data(question, answer);
  }

  private JsonNode data(String question, Answer answer) {
    JsonNode said = json(question, answer);
    if (answer.status() != 200) {
      throw refused(question, answer.status(), said);
    }
    if (said.path("errors").size() > 0) {
      throw errors(question, said.path("errors").path(0).path("message").asText("no message"));
    }
    if (!said.path("data").isObject()) {
      throw drift(question, "data");
    }
    return said.path("data");
  }

  private JsonNode json(String question, Answer answer) {
    try {
      return answer.json();
    } catch (IOException e) {
      if (answer.status() != 200) {
        return Http.JSON.createObjectNode();
      }
      if (!answer.isJson()) {
        throw lies(
            question, "a page (" + answer.contentType() + ") came with status 200 instead of data");
      }
      throw new SourceTrouble(
          Kind.UNREACHABLE,
          sentence(question, "the answer is no whole JSON", "it is tried again"),
          e);
    }
  }

  private SourceTrouble refused(String question, int status, JsonNode said) {
    String message = said.path("message").asText("");
    if (status == 401 && message.contains("subscription key")) {
      return trouble(
          question,
          Kind.MISCONFIGURED,
          "the subscription key is not accepted (401)",
          "set subscriptionKey to the primary or secondary key of the application");
    }
    if (status == 401) {
      return trouble(
          question,
          Kind.REFUSED,
          "a fresh token is not accepted (401)",
          "see that the user who said yes is one of Sage Active, then authorise again");
    }
    if (status == 429 || status >= 500 || status == 408) {
      return trouble(
          question,
          Kind.UNREACHABLE,
          "not now (" + status + ")",
          "nothing; it is tried again later");
    }
    return trouble(
        question,
        Kind.MISCONFIGURED,
        "it does not take the question (" + status + ")",
        "check url (the gateway of the country), tenant, and that companies names organisations of it");
  }

  /** GraphQL's own errors, which come with status 200. */
  private SourceTrouble errors(String question, String message) {
    if (message.toLowerCase(Locale.ROOT).contains("complexity")) {
      return trouble(
          question, Kind.MISCONFIGURED, "too complex: " + message, "set a smaller pageSize");
    }
    return trouble(
        question,
        Kind.DRIFT,
        "it answers: " + message,
        "correct the question in connectors/sage-active/" + question + ".graphql");
  }

  private static @Nullable Instant instant(String date) {
    try {
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** An answer that contradicts itself: nothing of it is believed. */
  SourceTrouble lies(String question, String happened) {
    return trouble(question, Kind.LIES, happened, "try again later; if it stays, tell Sage");
  }

  SourceTrouble drift(String question, String field) {
    return trouble(
        question,
        Kind.DRIFT,
        "an answer without " + field,
        "compare connectors/sage-active/" + question + ".graphql with Sage's documents");
  }

  SourceTrouble trouble(String question, Kind kind, String happened, String remedy) {
    return new SourceTrouble(kind, sentence(question, happened, remedy));
  }

  private String sentence(String question, String happened, String remedy) {
    return "%s, organisation %s, asked for %s: %s. What to do: %s."
        .formatted(access.where(), organisation, question, happened, remedy);
  }
}
