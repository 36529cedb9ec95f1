package io.relance.connector.axelor;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * How to reach one Axelor and what to read there: the parameters of a kamelet, filled by Camel as a
 * bean of that kamelet, so that no secret stands in a URI, a header pattern or a route dump.
 */
public final class Access {
  /** How we show who we are. */
  enum Login {
    KEY,
    SESSION,
    BASIC
  }

  private String url = "";
  private String apiKey = "";
  private String user = "";
  private String password = "";
  private String authentication = "auto";
  private String tenant = "";
  private int timeoutSeconds = 120;
  private int pageSize = 500;
  private int overlapMinutes = 10;
  private boolean quotes = true;
  private String fallbackAssignee = "";
  private List<Integer> origins = List.of(3);

  /** Base address, {@code https://erp.example}; a trailing slash does no harm. */
  public void setUrl(String url) {
    this.url = url.strip().replaceAll("/+$", "");
  }

  /** From Axelor Open Platform 8; {@code -} is none. */
  public void setApiKey(String apiKey) {
    this.apiKey = given(apiKey);
  }

  /** The technical user's login; {@code -} is none. */
  public void setLogin(String login) {
    this.user = given(login);
  }

  public void setPassword(String password) {
    this.password = given(password);
  }

  /** {@code auto} (key, else session), {@code key}, {@code session} or {@code basic}. */
  public void setAuthentication(String authentication) {
    this.authentication = authentication.strip();
  }

  /** Of a multi-tenant installation; {@code -} is none. */
  public void setTenant(String tenant) {
    this.tenant = given(tenant);
  }

  public void setTimeoutSeconds(int timeoutSeconds) {
    this.timeoutSeconds = Math.max(1, timeoutSeconds);
  }

  public void setPageSize(int pageSize) {
    this.pageSize = Math.max(1, Math.min(1000, pageSize));
  }

  public void setOverlapMinutes(int overlapMinutes) {
    this.overlapMinutes = Math.max(0, overlapMinutes);
  }

  /** Login of the colleague who gets what nobody is named for; {@code -} is none. */
  public void setFallbackAssignee(String login) {
    this.fallbackAssignee = given(login);
  }

  String fallbackAssignee() {
    return fallbackAssignee;
  }

  public void setQuotes(boolean quotes) {
    this.quotes = quotes;
  }

  /** Functional origins of the entries that are dunned, comma-separated: 3 = sale. */
  public void setOrigins(String origins) {
    this.origins =
        Arrays.stream(origins.split(",")).map(String::strip).map(Integer::valueOf).toList();
  }

  private static String given(String value) {
    return value.strip().equals("-") ? "" : value.strip();
  }

  /** Gives itself to the action that begins with this exchange. */
  public void attach(Exchange exchange) {
    exchange.setProperty(Axelor.ACCESS, this);
  }

  String url() {
    return url;
  }

  String apiKey() {
    return apiKey;
  }

  String user() {
    return user;
  }

  String password() {
    return password;
  }

  String tenant() {
    return tenant;
  }

  int timeoutMillis() {
    return timeoutSeconds * 1000;
  }

  int pageSize() {
    return pageSize;
  }

  int overlapMinutes() {
    return overlapMinutes;
  }

  boolean quotes() {
    return quotes;
  }

  List<Integer> origins() {
    return origins;
  }

  /** The deployment in words. */
  String where() {
    return "Axelor " + url;
  }

  /**
   * The way in.
   *
   * @throws SourceTrouble when what it needs is not set
   */
  Login way() {
    Login way =
        switch (authentication) {
          case "auto" -> apiKey.isEmpty() ? Login.SESSION : Login.KEY;
          case "key" -> Login.KEY;
          case "session" -> Login.SESSION;
          case "basic" -> Login.BASIC;
          default -> throw misconfigured("authentication must be auto, key, session or basic");
        };
    if (way == Login.KEY ? apiKey.isEmpty() : user.isEmpty() || password.isEmpty()) {
      throw misconfigured(
          way == Login.KEY
              ? "it has no apiKey"
              : "it has neither an apiKey (Axelor Open Platform 8) nor a login and password");
    }
    return way;
  }

  private SourceTrouble misconfigured(String what) {
    return Troubles.about(where(), "").trouble(Kind.MISCONFIGURED, what, "set it for the source");
  }
}
