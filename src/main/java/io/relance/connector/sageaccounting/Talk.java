package io.relance.connector.sageaccounting;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.Bearer;
import io.relance.connector.Http.Answer;
import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import java.io.IOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions to one business of one Sage Accounting; each answer is JSON or a trouble. */
final class Talk {
  private final Access access;
  private final Bearer bearer;
  private final String business;
  private @Nullable Instant clock;

  Talk(Access access, Bearer bearer, String business) {
    this.access = access;
    this.bearer = bearer;
    this.business = business;
  }

  Access access() {
    return access;
  }

  String business() {
    return business;
  }

  /** Its own now at the first answer; null when it does not say. */
  @Nullable Instant clock() {
    return clock;
  }

  /**
   * The answer to a path with its query.
   *
   * @throws SourceTrouble when it is none
   */
  JsonNode get(String path) {
    return find(path)
        .orElseThrow(
            () ->
                trouble(
                    path,
                    Kind.MISCONFIGURED,
                    "there is no such thing (404)",
                    "check the url, with /v3.1, and that the business "
                        + business
                        + " is one of ours"));
  }

  /** Empty when it is not there. */
  Optional<JsonNode> find(String path) {
    Answer answer =
        bearer.ask(
            "GET",
            access.url() + path,
            Map.of("Accept", "application/json", "X-Business", business),
            null);
    if (clock == null) {
      clock = answer.header("Date").map(Talk::instant).orElse(null);
    }
    if (answer.status() == 404) {
      return Optional.empty();
    }
    if (answer.status() != 200) {
      throw refused(path, answer);
    }
    return Optional.of(json(path, answer));
  }

  private JsonNode json(String path, Answer answer) {
    try {
      JsonNode json = answer.json();
      if (!json.isObject()) {
        throw lies(path, "no object came");
      }
      return json;
    } catch (IOException e) {
      if (!answer.isJson()) {
        throw lies(
            path, "a page (" + answer.contentType() + ") came with status 200 instead of data");
      }
      throw new SourceTrouble(
          Kind.UNREACHABLE, sentence(path, "the answer is no whole JSON", "it is tried again"), e);
    }
  }

  private SourceTrouble refused(String path, Answer answer) {
    int status = answer.status();
    String told = status + told(answer);
    if (status == 401) {
      return trouble(
          path,
          Kind.REFUSED,
          "a fresh token is not accepted (" + told + ")",
          "check that the application is registered for this region, then authorise again");
    }
    if (status == 403) {
      return trouble(
          path,
          Kind.MISCONFIGURED,
          "not allowed (" + told + ")",
          "give the user who authorised the hub the right to read Sales, Contacts and Bank");
    }
    if (status == 429 || status >= 500) {
      return trouble(
          path, Kind.UNREACHABLE, "not now (" + told + ")", "nothing; it is tried again later");
    }
    return trouble(
        path,
        Kind.DRIFT,
        "it does not take the question (" + told + ")",
        "compare its version with connectors/sage-accounting/README.md");
  }

  /** What its errors say, an array of $severity, $dataCode, $message, $source. */
  private static String told(Answer answer) {
    try {
      JsonNode errors = answer.json();
      JsonNode first = errors.isArray() ? errors.path(0) : errors;
      String code = first.path("$dataCode").asText("");
      String message = first.path("$message").asText("");
      return (code + message).isEmpty() ? "" : ", " + code + ": " + message;
    } catch (IOException noJson) {
      return "";
    }
  }

  private static @Nullable Instant instant(String date) {
    try {
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** An answer that contradicts itself: nothing of it is believed. */
  SourceTrouble lies(String path, String happened) {
    return trouble(path, Kind.LIES, happened, "try again later; if it stays, tell Sage");
  }

  SourceTrouble drift(String path, String field) {
    return trouble(
        path,
        Kind.DRIFT,
        "an item without " + field,
        "compare its version with connectors/sage-accounting/README.md");
  }

  SourceTrouble trouble(String path, Kind kind, String happened, String remedy) {
    return new SourceTrouble(kind, sentence(path, happened, remedy));
  }

  private String sentence(String path, String happened, String remedy) {
    return access.where()
        + ", business "
        + business
        + ", asked for "
        + path.replaceFirst("[?].*", "")
        + ": "
        + happened
        + ". What to do: "
        + remedy
        + ".";
  }
}
