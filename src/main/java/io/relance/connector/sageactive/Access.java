package io.relance.connector.sageactive;

import io.relance.connector.Bearer;
import io.relance.connector.Grants;
import io.relance.connector.Http;
import io.relance.connector.OAuth2;
import io.relance.connector.SourceTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;

/**
 * How to reach one Sage Active and what to read there: the parameters of a kamelet, filled by Camel
 * as a bean of that kamelet, so that no secret stands in a URI, a header pattern or a route dump.
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
  private int pageSize = 100;
  private int overlapMinutes = 10;
  private boolean quotes;
  private String subscriptionKey = "";
  private String tenant = "";
  private String companyName = "";
  private String currency = "EUR";
  private String home = ".";

  /** The gateway of the country; a trailing slash does no harm. */
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
    this.pageSize = Math.max(1, Math.min(1000, pageSize));
  }

  public void setOverlapMinutes(int overlapMinutes) {
    this.overlapMinutes = Math.max(0, overlapMinutes);
  }

  public void setQuotes(boolean quotes) {
    this.quotes = quotes;
  }

  public void setSubscriptionKey(String subscriptionKey) {
    this.subscriptionKey = subscriptionKey.strip();
  }

  public void setTenant(String tenant) {
    this.tenant = tenant.strip();
  }

  /** The creditor, as debtors know it. */
  public void setCompanyName(String companyName) {
    this.companyName = companyName.strip();
  }

  /** Of all amounts: Sage's open items name none. */
  public void setCurrency(String currency) {
    this.currency = currency.strip();
  }

  /** The home, in which connectors/sage-active holds the questions. */
  public void setHome(String home) {
    this.home = home;
  }

  private static String given(String value) {
    return value.strip().equals("-") ? "" : value.strip();
  }

  /** Gives itself to the action that begins with this exchange. */
  public void attach(Exchange exchange) {
    exchange.setProperty(SageActive.ACCESS, this);
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

  String subscriptionKey() {
    return subscriptionKey;
  }

  String tenant() {
    return tenant;
  }

  String companyName() {
    return companyName;
  }

  String currency() {
    return currency;
  }

  /**
   * A question as it stands in connectors/sage-active/NAME.graphql of the home: an integrator may
   * add fields there.
   */
  String question(String name) {
    Path file = Path.of(home, "connectors", "sage-active", name + ".graphql");
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new SourceTrouble(
          SourceTrouble.Kind.MISCONFIGURED,
          where() + ": cannot read " + file + ". What to do: copy it from the repository.",
          e);
    }
  }

  /** The deployment in words. */
  String where() {
    return "Sage Active " + url;
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
            "RDSA WDSA offline_access",
            refreshToken),
        registry.lookupByNameAndType("clock", Clock.class));
  }

  Talk talk(CamelContext camel, String source, String organisation) {
    return new Talk(this, new Bearer(http(camel), oauth(camel, source)), organisation);
  }

  private Http http(CamelContext camel) {
    return Http.through(camel, "sage-active-call", where(), timeoutSeconds * 1000);
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
