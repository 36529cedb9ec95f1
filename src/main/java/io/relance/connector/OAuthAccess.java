package io.relance.connector;

import io.relance.connector.SourceTrouble.Kind;
import java.net.URI;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;

/**
 * The parameters that every connector with OAuth2 has, filled by Camel as (part of) a bean of its
 * kamelets, so that no secret stands in a URI, a header pattern or a route dump.
 */
public abstract class OAuthAccess {
  private String url = "";
  private String authorizeUrl = "";
  private String tokenUrl = "";
  private String clientId = "";
  private String clientSecret = "";
  private String redirectUri = "";
  private String refreshToken = "";
  private int timeoutSeconds = 60;

  /** Base address; a trailing slash does no harm. */
  public void setUrl(String url) {
    this.url = url.strip().replaceAll("/+$", "");
  }

  /** Where a person says yes. */
  public void setAuthorizeUrl(String authorizeUrl) {
    this.authorizeUrl = authorizeUrl.strip();
  }

  /** Where codes and refresh tokens are exchanged. */
  public void setTokenUrl(String tokenUrl) {
    this.tokenUrl = tokenUrl.strip();
  }

  public void setClientId(String clientId) {
    this.clientId = clientId.strip();
  }

  public void setClientSecret(String clientSecret) {
    this.clientSecret = clientSecret.strip();
  }

  /** As registered with the ERP; {@code -} is none. */
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

  /** The text, nothing for {@code -}: a kamelet's parameter needs some default. */
  protected static String given(String value) {
    return value.strip().equals("-") ? "" : value.strip();
  }

  public String url() {
    return url;
  }

  /** The deployment in words, for troubles. */
  public abstract String where();

  /** The kamelet through which every call goes. */
  protected abstract String kamelet();

  /** What is asked for when a person says yes. */
  protected abstract String scope();

  /** How this source is authorised, and stays so. */
  public OAuth2 oauth(CamelContext camel, String source) {
    return new OAuth2(
        http(camel)::ask,
        grants(camel.getRegistry()),
        new OAuth2.Client(
            source,
            where(),
            authorizeUrl,
            tokenUrl,
            clientId,
            clientSecret,
            redirectUri,
            scope(),
            refreshToken),
        camel.getRegistry().lookupByNameAndType("clock", Clock.class));
  }

  /** Calls as this source. */
  public Bearer bearer(CamelContext camel, String source) {
    return new Bearer(http(camel), oauth(camel, source));
  }

  private Http http(CamelContext camel) {
    return Http.through(camel, kamelet(), where(), timeoutSeconds * 1000);
  }

  /**
   * The hub's. Where there is no hub, as in a trial against a sample, some that pass with the
   * context; but never with a real ERP, for a refresh token that serves once would be lost.
   */
  private Grants grants(Registry registry) {
    synchronized (OAuthAccess.class) {
      Grants grants = registry.lookupByNameAndType("grants", Grants.class);
      if (grants == null) {
        if (!"127.0.0.1".equals(URI.create(tokenUrl).getHost())) {
          throw new SourceTrouble(
              Kind.MISCONFIGURED,
              where()
                  + ": its authorisation stands in the hub's database and can only be used by the"
                  + " hub. What to do: ask with relance check instead.");
        }
        grants = Grants.passing();
        registry.bind("grants", grants);
      }
      return grants;
    }
  }
}
