package io.relance.connector.axelor;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.Http.Answer;
import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;

/**
 * What goes wrong with an Axelor, in words a person can act on. Its titles and messages are told,
 * never understood: they come in the user's language.
 *
 * @param where the deployment
 * @param what the question that was asked, e.g. {@code InvoiceTerm/search}
 */
record Troubles(String where, String what) {
  static Troubles about(String where, String what) {
    return new Troubles(where, what);
  }

  /** An answer that is no envelope: a proxy's page, a status. */
  SourceTrouble status(Answer answer) {
    int status = answer.status();
    return switch (status) {
      case 403 ->
          trouble(Kind.MISCONFIGURED, "refused (403)", "check the user's rights and the proxy");
      case 404 ->
          trouble(
              Kind.MISCONFIGURED,
              "there is no such address (404)",
              "check that the url leads to Axelor itself, with its context path");
      default ->
          trouble(Kind.UNREACHABLE, "not available (" + status + ")", "it is tried again later");
    };
  }

  /** Not let in, although the login worked or a key was shown. */
  SourceTrouble notLetIn(Answer answer, Access.Login way) {
    if (way == Access.Login.SESSION && answer.status() == 200) {
      return trouble(
          Kind.LIES,
          "a web page (" + answer.contentType() + ") came instead of data",
          "check that the url leads to Axelor itself, and that no second factor is asked of the"
              + " technical user");
    }
    if (answer.status() == 200 && !answer.isJson()) {
      return trouble(
          Kind.LIES,
          "a web page (" + answer.contentType() + ") came with status 200 instead of data",
          "check that the url leads to Axelor itself and not to a proxy");
    }
    return refused(way);
  }

  SourceTrouble refused(Access.Login way) {
    return switch (way) {
      case KEY ->
          trouble(
              Kind.REFUSED,
              "the API key is refused, revoked or expired (they live one month unless set longer)",
              "make a new one for the technical user and set it as the source's apiKey");
      case BASIC ->
          trouble(
              Kind.REFUSED,
              "login and password are refused",
              "check them, and that auth.local.basic-auth allows direct");
      case SESSION ->
          trouble(
              Kind.REFUSED,
              "login and password are refused",
              "check them, and that no second factor is asked of the technical user");
    };
  }

  /** A negative status of the envelope. */
  SourceTrouble of(int status, JsonNode envelope) {
    JsonNode data = envelope.path("data");
    String said =
        (data.path("title").asText("") + ": " + data.path("message").asText(""))
            .replaceFirst("^: |: $", "")
            .strip();
    String told = said.isEmpty() ? "status " + status : said;
    return switch (status) {
      case -1 ->
          trouble(
              Kind.MISCONFIGURED,
              "Axelor refuses: " + told,
              "give the technical user the rights of connectors/axelor/README.md; if it has them,"
                  + " look at application.domain-blocklist-pattern");
      case -4 ->
          trouble(
              Kind.MISCONFIGURED,
              "Axelor finds it invalid: " + envelope.path("errors"),
              "correct it in Axelor");
      case -5 -> trouble(Kind.REFUSED, "the login is refused", "check login and password");
      default -> trouble(Kind.DRIFT, "unknown status " + status, "report it");
    };
  }

  /** An answer that contradicts itself: nothing of it is believed. */
  SourceTrouble lies(String happened) {
    return trouble(
        Kind.LIES,
        happened,
        "read Axelor's own log: a search that fails there answers like an empty one");
  }

  SourceTrouble cut(Exception cause) {
    return new SourceTrouble(
        Kind.UNREACHABLE, sentence("the answer is no whole JSON", "it is tried again"), cause);
  }

  SourceTrouble trouble(Kind kind, String happened, String remedy) {
    return new SourceTrouble(kind, sentence(happened, remedy));
  }

  private String sentence(String happened, String remedy) {
    String asked = what.isEmpty() ? "" : ", asked for " + what;
    return where + asked + ": " + happened + ". What to do: " + remedy + ".";
  }
}
