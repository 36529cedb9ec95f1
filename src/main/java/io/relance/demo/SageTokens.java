package io.relance.demo;

import io.relance.demo.TinyHttp.Request;
import io.relance.demo.TinyHttp.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The token endpoint of a simulated Sage: each refresh token serves once; shown a second time it
 * ends the whole grant, as a stolen one would.
 */
final class SageTokens {
  static final String CLIENT = "relance-demo";
  static final String SECRET = "demo-secret-0123456789";
  static final String CODE = "a-person-said-yes";

  private final Clock clock;
  private final Duration lifetime;
  private final Map<String, Instant> access = new HashMap<>();
  private String refresh = "refresh-0";
  private int given;

  SageTokens(Clock clock, Duration lifetime) {
    this.clock = clock;
    this.lifetime = lifetime;
  }

  /** The one that serves now. */
  synchronized String refresh() {
    return refresh;
  }

  synchronized int given() {
    return given;
  }

  /** All access tokens end now, although their time is not over. */
  synchronized void revoke() {
    access.clear();
  }

  synchronized boolean lets(Request request) {
    String shown = request.header("authorization").replaceFirst("^Bearer ", "");
    Instant until = access.get(shown);
    return until != null && clock.instant().isBefore(until);
  }

  synchronized Response answer(Request request) {
    Map<String, String> form = form(request.body());
    if (!CLIENT.equals(form.get("client_id")) || !SECRET.equals(form.get("client_secret"))) {
      return Response.json(401, "{\"error\":\"invalid_client\"}");
    }
    boolean good =
        "authorization_code".equals(form.get("grant_type"))
            ? CODE.equals(form.get("code"))
            : refresh.equals(form.get("refresh_token"));
    if (!good) {
      refresh = "nothing serves any more";
      access.clear();
      return Response.json(400, "{\"error\":\"invalid_grant\"}");
    }
    given++;
    refresh = "refresh-" + given;
    access.put("access-" + given, clock.instant().plus(lifetime));
    return Response.json(
        200,
        """
        {"access_token": "access-%d", "token_type": "bearer", "expires_in": %d, "refresh_token": "%s"}
        """
            .formatted(given, lifetime.toSeconds(), refresh));
  }

  static Map<String, String> form(String text) {
    Map<String, String> form = new HashMap<>();
    for (String part : text.split("&")) {
      int at = part.indexOf('=');
      if (at > 0) {
        form.put(
            part.substring(0, at),
            URLDecoder.decode(part.substring(at + 1), StandardCharsets.UTF_8));
      }
    }
    return form;
  }
}
