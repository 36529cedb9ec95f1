package io.relance.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.demo.TinyHttp.Request;
import io.relance.demo.TinyHttp.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in: a form login with session and CSRF cookie ({@code /callback} from 7, {@code
 * /login.jsp} before), an API key from 8, Basic where it is switched on. Who may not is told 401
 * only when he looks like a script; a browser is led to the login page.
 */
final class AxelorDoor {
  static final String LOGIN = "relance";
  static final String PASSWORD = "demo-passw0rd-7";
  static final String KEY = "kQ3vX9pL2mN8rT5w-demo-secret";

  private final int major;
  private final Set<String> sessions = ConcurrentHashMap.newKeySet();
  private final AtomicInteger made = new AtomicInteger();
  private volatile boolean basic;
  private volatile boolean expiredKey;

  AxelorDoor(int major) {
    this.major = major;
  }

  void basic(boolean on) {
    basic = on;
  }

  void expireKey(boolean expired) {
    expiredKey = expired;
  }

  void endSessions() {
    sessions.clear();
  }

  int logins() {
    return made.get();
  }

  boolean isLogin(Request request) {
    return request.method().equals("POST")
        && request.path().equals(major >= 7 ? "/callback" : "/login.jsp");
  }

  Response login(JsonNode said) {
    made.incrementAndGet();
    if (!said.path("username").asText().equals(LOGIN)
        || !said.path("password").asText().equals(PASSWORD)) {
      return Response.json(401, "");
    }
    String session = "S%08d".formatted(made.get());
    sessions.add(session);
    Response welcome =
        Response.json(200, "{}").with("Set-Cookie", "JSESSIONID=" + session + "; Path=/; HttpOnly");
    return major >= 7
        ? welcome.with("Set-Cookie", "CSRF-TOKEN=csrf-" + session + "; Path=/")
        : welcome;
  }

  /** Null = come in. */
  @Nullable Response refusal(Request request) {
    String session = cookie(request, "JSESSIONID");
    boolean keyed = major >= 8 && !expiredKey && request.header("api-key").equals(KEY);
    boolean known = sessions.contains(session);
    if (known && !keyed && forged(request, session)) {
      return Response.json(403, "");
    }
    return keyed || known || isBasic(request) ? null : stranger(request);
  }

  /** The CSRF token is asked for only where a browser says from which page it comes. */
  private static boolean forged(Request request, String session) {
    return !request.header("origin").isEmpty()
        && !request.header("x-csrf-token").equals("csrf-" + session);
  }

  private boolean isBasic(Request request) {
    String pair = LOGIN + ":" + PASSWORD;
    String wanted =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return basic && request.header("authorization").equals(wanted);
  }

  private Response stranger(Request request) {
    boolean script =
        request.header("x-requested-with").equals("XMLHttpRequest")
            || request.header("accept").equals("application/json")
            || request.header("content-type").equals("application/json");
    return script
        ? Response.json(401, "")
        : Response.html(302, "").with("Location", major >= 7 ? "/#/login" : "/login.jsp");
  }

  private static String cookie(Request request, String name) {
    for (String pair : request.header("cookie").split(";\\s*")) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    return "";
  }
}
