package io.relance.connector.sageaccounting;

import io.relance.connector.Bearer;
import io.relance.connector.Grants;
import io.relance.connector.Http;
import io.relance.connector.OAuth2;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;

/**
 * How to reach one Sage Accounting and what to read there: the parameters of a kamelet, filled by
 * Camel as a bean of that kamelet, so that no secret stands in a URI, a header pattern or a route
 * dump.
 */
public final class Access {
  private String url = "";
  private String authorizeUrl = "";
  private String tokenUrl = "";
  private String clientId = "";
  private String clientSecret = "";
  private String redirectUri = "";
  private String refreshToken = "";
  private int timeoutSeconds = 60;
  private int pageSize = 200;
  private int overlapMinutes = 10;
  private boolean quotes = true;
  private List<String> others = List.of();

  /** Base address with the version; a trailing slash does no harm. */
  public void setUrl(String url) {
    this.url = url.strip().replaceAll("/+$", "");
  }

  public void setAuthorizeUrl(String authorizeUrl) {
    this.authorizeUrl = authorizeUrl.strip();
  }

  public void setTokenUrl(String tokenUrl) {
    this.tokenUrl = tokenUrl.strip();
  }

  public void setClientId(String clientId) {
    this.clientId = clientId.strip();
  }

  public void setClientSecret(String clientSecret) {
    this.clientSecret = clientSecret.strip();
  }

  public void setRedirectUri(String redirectUri) {
    this.redirectUri = given(redirectUri);
  }

  /** To begin with; {@code -} is none. */
  public void setRefreshToken(String refreshToken) {
    this.refreshToken = given(refreshToken);
  }

  public void setTimeoutSeconds(int timeoutSeconds) {
    this.timeoutSeconds = Math.max(1, timeoutSeconds);
  }

  public void setPageSize(int pageSize) {
    this.pageSize = Math.max(1, Math.min(200, pageSize));
  }

  public void setOverlapMinutes(int overlapMinutes) {
    this.overlapMinutes = Math.max(0, overlapMinutes);
  }

  public void setQuotes(boolean quotes) {
    this.quotes = quotes;
  }

  /** Further lists of what is owed, such as sales_quick_entries; {@code -} is none. */
  public void setOthers(String others) {
    this.others =
        Arrays.stream(given(others).split(","))
            .map(String::strip)
            .filter(one -> !one.isEmpty())
            .toList();
  }

  private static String given(String value) {
    return value.strip().equals("-") ? "" : value.strip();
  }

  /** Gives itself to the action that begins with this exchange. */
  public void attach(Exchange exchange) {
    exchange.setProperty(SageAccounting.ACCESS, this);
  }

  String url() {
    return url;
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

  List<String> others() {
    return others;
  }

  /** The deployment in words. */
  String where() {
    return "Sage Accounting " + url;
  }

  OAuth2 oauth(CamelContext camel, String source) {
    Registry registry = camel.getRegistry();
    return new OAuth2(
        http(camel),
        grants(registry),
        new OAuth2.Client(
            source,
            where(),
            authorizeUrl,
            tokenUrl,
            clientId,
            clientSecret,
            redirectUri,
            "readonly",
            refreshToken),
        registry.lookupByNameAndType("clock", Clock.class));
  }

  Talk talk(CamelContext camel, String source, String business) {
    return new Talk(this, new Bearer(http(camel), oauth(camel, source)), business);
  }

  private Http http(CamelContext camel) {
    return Http.through(camel, "sage-accounting-call", where(), timeoutSeconds * 1000);
  }

  /** The hub's; without a hub, such as in a trial, some that pass with the context. */
  private static synchronized Grants grants(Registry registry) {
    Grants grants = registry.lookupByNameAndType("grants", Grants.class);
    if (grants == null) {
      grants = Grants.passing();
      registry.bind("grants", grants);
    }
    return grants;
  }
}
