package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Odoo's error table in words a person can act on: what, where, what to do. Odoo's own status is a
 * poor guide (500 is mostly the caller's mistake), so the exception's name decides first.
 *
 * @param where the deployment, e.g. {@code Odoo https://erp.example (database prod)}
 * @param what the question that was asked, e.g. {@code account.move/search_read}
 */
record Troubles(String where, String what) {

  static Troubles about(Access access, String what) {
    return new Troubles("Odoo " + access.url() + " (database " + access.database() + ")", what);
  }

  SourceTrouble of(int status, JsonNode error) {
    String name = error.path("name").asText("");
    String said = firstLine(error.path("message").asText(""));
    String type = name.substring(name.lastIndexOf('.') + 1);
    if (name.startsWith("psycopg2")) {
      return said.contains("does not exist") && said.contains("database")
          ? unknownDatabase()
          : trouble(Kind.UNREACHABLE, "its database answers: " + said, "it is tried again");
    }
    return switch (type) {
      case "Unauthorized", "AccessDenied" -> keyRefused();
      case "AccessError" ->
          trouble(
              Kind.MISCONFIGURED,
              "the connector's user may not do this: " + said,
              "give that user the right named in connectors/odoo/README.md, \"Rights\"");
      case "MissingError" ->
          trouble(Kind.LIES, "a record is gone: " + said, "it is read again at the next sweep");
      case "UserError", "ValidationError", "RedirectWarning" ->
          trouble(Kind.MISCONFIGURED, "Odoo refuses: " + said, "correct it in Odoo");
      case "NotFound" ->
          trouble(
              Kind.DRIFT, "it does not know this: " + said, "install the Odoo app that brings it");
      case "ValueError", "KeyError", "AttributeError", "TypeError" ->
          trouble(
              Kind.DRIFT,
              "its tables are not what they were: " + said,
              "the fields are looked up afresh at the next pull");
      default -> byStatus(status, said);
    };
  }

  private SourceTrouble byStatus(int status, String said) {
    return switch (status) {
      case 401 -> keyRefused();
      case 403 -> trouble(Kind.MISCONFIGURED, "refused (403): " + said, "check the user's rights");
      case 429 -> trouble(Kind.UNREACHABLE, "too many calls (429)", "it is tried again later");
      case 502, 503, 504 ->
          trouble(Kind.UNREACHABLE, "not available (" + status + ")", "it is tried again later");
      default ->
          trouble(Kind.UNREACHABLE, "failed (" + status + "): " + said, "read Odoo's own log");
    };
  }

  /** HTML where JSON was due: a proxy's error page, an unknown database, a login page. */
  SourceTrouble notJson(Wire.Response response) {
    int status = response.status();
    if (status == 404) {
      return unknownDatabase();
    }
    if (status == 401 || status == 403 || status == 429 || status >= 500) {
      return byStatus(status, "an answer that is not JSON");
    }
    if (status >= 300 && status < 400) {
      return trouble(
          Kind.MISCONFIGURED,
          "it redirects elsewhere (" + status + ")",
          "set the source's url to Odoo's final https address");
    }
    return trouble(
        Kind.LIES,
        "a web page ("
            + response.contentType()
            + ") came with status "
            + status
            + " instead of data",
        "check that the url leads to Odoo itself and not to a login page or a proxy");
  }

  SourceTrouble empty() {
    return trouble(
        Kind.LIES, "an empty answer came", "check Odoo's own log and the proxy before it");
  }

  SourceTrouble cut(Exception cause) {
    return new SourceTrouble(
        Kind.UNREACHABLE,
        sentence("the answer was cut short: " + firstLine(cause.getMessage()), "it is tried again"),
        cause);
  }

  SourceTrouble unreachable(Exception cause) {
    if (firstLine(cause.getMessage()).startsWith("Premature end")) {
      return cut(cause);
    }
    String said = cause.getClass().getSimpleName() + ": " + firstLine(cause.getMessage());
    return new SourceTrouble(
        Kind.UNREACHABLE,
        sentence("it cannot be reached: " + said, "check that it runs and the network to it"),
        cause);
  }

  SourceTrouble keyRefused() {
    return trouble(
        Kind.REFUSED,
        "the API key is refused, wrong or expired",
        "make a new key in Odoo (the user's preferences, Account Security) and set it as the source's"
            + " apiKey; ordinary users' keys live at most 90 days");
  }

  SourceTrouble unknownDatabase() {
    return trouble(
        Kind.MISCONFIGURED,
        "this database or address is unknown there",
        "check the source's url and database");
  }

  SourceTrouble trouble(Kind kind, String happened, String remedy) {
    return new SourceTrouble(kind, sentence(happened, remedy));
  }

  private String sentence(String happened, String remedy) {
    String asked = what.isEmpty() ? "" : ", asked for " + what;
    return where + asked + ": " + happened + ". What to do: " + remedy + ".";
  }

  private static String firstLine(@Nullable String text) {
    String line = text == null ? "" : text.strip().lines().findFirst().orElse("");
    return line.length() > 300 ? line.substring(0, 300) + "…" : line.replaceFirst("[.:]$", "");
  }
}
