package io.relance.connector.axelor;

import io.relance.connector.Http.Answer;
import io.relance.connector.SourceTrouble;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The three ways in: an API key, a form login with cookies, Basic. */
final class Entrance {
  /** Asks with a session that may hold nothing yet. */
  interface Asker {
    Answer ask(String method, String path, @Nullable String body, Session session);
  }

  /** Axelor Open Platform 7 and later, and before. */
  private static final List<String> LOGINS = List.of("/callback", "/login.jsp");

  private final Access access;
  private final Asker asker;

  Entrance(Access access, Asker asker) {
    this.access = access;
    this.asker = asker;
  }

  /**
   * Logs in where that is needed. An older Axelor answers 401 to the address it does not know, so
   * both are tried, each once.
   *
   * @throws SourceTrouble REFUSED when neither lets us in
   */
  Session open() {
    Session nobody = Session.of(Map.of());
    if (access.way() != Access.Login.SESSION) {
      return nobody;
    }
    String body = Talk.json(Map.of("username", access.user(), "password", access.password()));
    Answer answer = null;
    for (String login : LOGINS) {
      answer = asker.ask("POST", login, body, nobody);
      Map<String, String> cookies = cookies(answer);
      if (answer.status() == 200 && !cookies.isEmpty()) {
        return Session.of(cookies);
      }
      if (answer.status() >= 500 || answer.status() == 429) {
        break;
      }
    }
    Troubles troubles = Troubles.about(access.where(), "the login");
    throw answer.status() == 401
        ? troubles.refused(Access.Login.SESSION)
        : answer.status() == 200 || answer.status() < 400
            ? troubles.notLetIn(answer, Access.Login.SESSION)
            : troubles.status(answer);
  }

  private static Map<String, String> cookies(Answer answer) {
    Map<String, String> cookies = new LinkedHashMap<>();
    for (String cookie : answer.headers().getOrDefault("set-cookie", List.of())) {
      String[] pair = cookie.split(";", 2)[0].split("=", 2);
      if (pair.length == 2) {
        cookies.put(pair[0].strip(), pair[1].strip());
      }
    }
    return cookies;
  }

  /**
   * Without looking like a script a lost session would be a redirect to a web page; with an Origin
   * the CSRF token would be asked for, so there is none.
   */
  static Map<String, String> headers(Access access, Session session, boolean hasBody) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json");
    headers.put("X-Requested-With", "XMLHttpRequest");
    if (hasBody) {
      headers.put("Content-Type", "application/json");
    }
    if (!access.tenant().isEmpty()) {
      headers.put("X-Tenant-ID", access.tenant());
    }
    switch (access.way()) {
      case KEY -> headers.put("API-KEY", access.apiKey());
      case BASIC -> headers.put("Authorization", "Basic " + basic(access));
      case SESSION -> session(headers, session);
    }
    return headers;
  }

  private static void session(Map<String, String> headers, Session session) {
    if (!session.cookies().isEmpty()) {
      headers.put("Cookie", session.cookieHeader());
    }
    String token = session.cookies().get("CSRF-TOKEN");
    if (token != null) {
      headers.put("X-CSRF-Token", token);
    }
  }

  private static String basic(Access access) {
    String pair = access.user() + ":" + access.password();
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
