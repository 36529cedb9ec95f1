package io.relance.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.Grants.Grant;
import io.relance.connector.Http.Answer;
import io.relance.connector.Http.Question;
import io.relance.connector.SourceTrouble.Kind;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Access to an ERP or a mail provider by OAuth2 with a refresh token, which may serve once only, or
 * with the application's own name (client credentials). Among all threads and nodes one renews, and
 * what it got is committed before it is used ({@link Grants#renew}). A process that dies between
 * the ERP's answer and that commit loses a refresh token that serves once: no client can prevent
 * that, a person authorises again.
 */
public final class OAuth2 {
  /** An access token that ends within this is renewed before it is used. */
  private static final Duration EARLY = Duration.ofSeconds(30);

  private final Function<Question, Answer> http;
  private final Grants grants;
  private final Client client;
  private final Clock clock;

  /**
   * Who we are to the ERP.
   *
   * @param source the source's name, under which the grant is kept
   * @param where the deployment in words, for troubles
   * @param authorize where a person says yes
   * @param token where codes and refresh tokens are exchanged
   * @param redirect as registered with the ERP
   * @param first the refresh token to begin with, empty = {@code relance authorise} gives it
   */
  public record Client(
      String source,
      String where,
      String authorize,
      String token,
      String id,
      String secret,
      String redirect,
      String scope,
      String first) {

    /**
     * Without a person at a browser: by a refresh token, or, where that is empty, by its own name.
     * Troubles name the endpoint without a login or query in it.
     *
     * @param settings the settings it stands in, PREFIX.secret, PREFIX.refresh; the grant's name
     *     too
     */
    public static Client unattended(
        String settings, String token, String id, String secret, String scope, String refresh) {
      String where = token.replaceFirst("//[^/]*@", "//").replaceFirst("[?#].*", "");
      return new Client(settings, where, "", token, id, secret, "", scope, refresh);
    }

    private boolean attended() {
      return !authorize.isEmpty();
    }

    private boolean byName() {
      return !attended() && first.isEmpty();
    }

    /** Never its secrets. */
    @Override
    public String toString() {
      return where;
    }
  }

  /**
   * @param http how the token endpoint is asked: a connector's {@link Http}, or {@link
   *     TokenEndpoint}
   */
  public OAuth2(Function<Question, Answer> http, Grants grants, Client client, Clock clock) {
    this.http = http;
    this.grants = grants;
    this.client = client;
    this.clock = clock;
  }

  /** Where a person says yes; the ERP then sends him to the redirect address with a code. */
  public String address() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", client.id());
    query.put("redirect_uri", client.redirect());
    query.put("scope", client.scope());
    query.put("state", "relance-" + client.source());
    return client.authorize() + (client.authorize().contains("?") ? "&" : "?") + form(query);
  }

  /** Exchanges that code, within a minute of the yes, and keeps what it gives. */
  public void take(String code) {
    grants.put(
        client.source(),
        asked(
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                client.redirect()),
            null));
  }

  /**
   * An access token that serves for a while.
   *
   * @throws SourceTrouble REFUSED when a person must authorise the hub, first or again
   */
  public String access() {
    return grants
        .find(client.source())
        .filter(grant -> grant.serves(clock.instant().plus(EARLY)))
        .map(Grant::access)
        .orElseGet(() -> renewed(null));
  }

  /**
   * Another access token, for the ERP does not accept this one although its time is not over; one
   * that another thread or node got meanwhile will do.
   */
  public String renewed(@Nullable String stale) {
    if (!client.first().isEmpty() || client.byName()) {
      grants.begin(client.source(), Grant.of(client.first()));
    }
    if (grants.find(client.source()).isEmpty()) {
      throw authorise("nobody has authorised the hub yet");
    }
    Grant grant = grants.renew(client.source(), known -> renewed(known, stale));
    if (grant.refused() != null) {
      throw authorise(grant.refused());
    }
    return Objects.requireNonNull(grant.access());
  }

  private Grant renewed(Grant kept, @Nullable String stale) {
    Grant known = replaced(kept) ? Grant.of(client.first()) : kept;
    boolean newer =
        known.serves(clock.instant().plus(EARLY)) && !Objects.equals(known.access(), stale);
    return newer || known.refused() != null ? known : asked(renewal(known), known);
  }

  /**
   * Where nobody runs {@code relance authorise}, another refresh token in the settings is a new
   * yes.
   */
  private boolean replaced(Grant known) {
    return known.refused() != null && !client.attended() && !known.refresh().equals(client.first());
  }

  private Map<String, String> renewal(Grant known) {
    return client.byName()
        ? Map.of("grant_type", "client_credentials", "scope", client.scope())
        : Map.of("grant_type", "refresh_token", "refresh_token", known.refresh());
  }

  private Grant asked(Map<String, String> what, @Nullable Grant known) {
    Map<String, String> form = new LinkedHashMap<>(what);
    form.put("client_id", client.id());
    form.put("client_secret", client.secret());
    Answer answer =
        http.apply(
            new Question(
                "POST",
                client.token(),
                Map.of(
                    "Content-Type", "application/x-www-form-urlencoded",
                    "Accept", "application/json"),
                form(form)));
    JsonNode said = json(answer);
    if (answer.status() == 200) {
      return grant(said, known);
    }
    String error = said.path("error").asText("");
    if (answer.status() == 400 && error.equals("invalid_grant") && !client.byName()) {
      if (known == null) {
        throw authorise("it does not accept this code; a code serves once and for a minute only");
      }
      return known.refused(
          "it does not accept the hub's authorisation any more: revoked, unused for too long, or"
              + " renewed elsewhere with the same refresh token");
    }
    throw refusal(answer.status(), error);
  }

  private Grant grant(JsonNode said, @Nullable Grant known) {
    String access = said.path("access_token").asText("");
    String refresh = said.path("refresh_token").asText(known == null ? "" : known.refresh());
    if (access.isEmpty() || (refresh.isEmpty() && !client.byName())) {
      throw trouble(
          Kind.LIES,
          "it says yes and gives " + (access.isEmpty() ? "no access token" : "no refresh token"),
          "check the scope (offline_access) and the registration of the application");
    }
    long seconds = said.path("expires_in").asLong(60);
    return new Grant(refresh, access, clock.instant().plusSeconds(seconds), null);
  }

  private JsonNode json(Answer answer) {
    try {
      return answer.body().length == 0 ? Http.JSON.createObjectNode() : answer.json();
    } catch (IOException e) {
      if (answer.status() == 200) {
        throw new SourceTrouble(
            Kind.UNREACHABLE, sentence("no whole token came", "it is tried again"), e);
      }
      return Http.JSON.createObjectNode();
    }
  }

  private SourceTrouble refusal(int status, String error) {
    if (status >= 500 || status == 429 || status == 408) {
      return trouble(
          Kind.UNREACHABLE, "no token now (" + status + ")", "nothing; it is tried again later");
    }
    return trouble(
        Kind.MISCONFIGURED,
        "no token ("
            + status
            + (error.isEmpty() ? "" : ", " + error.replaceAll("[^a-z_]", ""))
            + ")",
        client.attended()
            ? "check clientId, clientSecret and redirectUri against the application registered with the ERP"
            : "check %s.client, .secret and .scope against the application registered with the provider"
                .formatted(client.source()));
  }

  private SourceTrouble authorise(String happened) {
    return trouble(
        Kind.REFUSED,
        happened,
        client.attended()
            ? "run: relance authorise " + client.source()
            : "get a new refresh token from the provider and set " + client.source() + ".refresh");
  }

  private SourceTrouble trouble(Kind kind, String happened, String remedy) {
    return new SourceTrouble(kind, sentence(happened, remedy));
  }

  private String sentence(String happened, String remedy) {
    return client.where() + ", asked for a token: " + happened + ". What to do: " + remedy + ".";
  }

  private static String form(Map<String, String> values) {
    return values.entrySet().stream()
        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
