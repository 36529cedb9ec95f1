package io.relance.connector;

import io.relance.connector.SourceTrouble.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeException;
import org.apache.camel.Message;

/**
 * For connectors in YAML alone: one call of a JSON API. A bean of the kamelet holds the address and
 * the secret, so that neither stands in a URI, a route or JMX:
 *
 * <pre>{@code
 * - bean: {ref: "{{api}}", method: attach}                  # once, at the start of an action
 * - setProperty: {name: ask, simple: "GET /invoices?after=${exchangeProperty.next}"}
 * - to: kamelet:<erp>-call                                  # Rest.ask, toD http, Rest.hear
 * }</pre>
 *
 * What is asked stands in the property {@code ask} (method, space, path and query, not encoded),
 * what is sent in {@code send} (JSON text; none without). The answer's JSON text is the body
 * afterwards.
 */
public final class Rest {
  private static final String API = "relanceRest";

  private String name = "the system";
  private String url = "";
  private String header = "Authorization";
  private String scheme = "";
  private String user = "";
  private String secret = "";
  private int timeoutSeconds = 60;

  /** As whom people know the system: stands in troubles. */
  public void setName(String name) {
    this.name = name;
  }

  /** Base address, without a slash at its end. */
  public void setUrl(String url) {
    this.url = url.strip().replaceAll("/+$", "");
  }

  /** The header that carries the secret; default Authorization. */
  public void setHeader(String header) {
    this.header = header;
  }

  /**
   * What stands before the secret, for example {@code Bearer}; Basic is made of user and secret.
   */
  public void setScheme(String scheme) {
    this.scheme = scheme.strip();
  }

  public void setUser(String user) {
    this.user = user;
  }

  public void setSecret(String secret) {
    this.secret = secret.strip();
  }

  public void setTimeoutSeconds(int timeoutSeconds) {
    this.timeoutSeconds = Math.max(1, timeoutSeconds);
  }

  /** From now on this exchange's calls go here. */
  public void attach(Exchange exchange) {
    exchange.setProperty(API, this);
    exchange.removeProperty("send");
  }

  /** Makes the request: its headers are ours, none came from outside (CVE-2026-78164). */
  public static void ask(Exchange exchange) {
    Rest api = api(exchange);
    String[] asked = asked(exchange).split(" ", 2);
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_METHOD, asked[0]);
    message.setHeader("Accept", "application/json");
    message.setHeader(api.header, api.credentials());
    Object body = exchange.removeProperty("send");
    if (body != null) {
      message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    }
    message.setBody(body);
    exchange.setProperty("httpBase", api.base());
    exchange.setProperty("httpTimeout", api.timeoutSeconds * 1000);
    URI path = encoded(asked[1]);
    message.setHeader(Exchange.HTTP_PATH, URI.create(api.url).getRawPath() + path.getRawPath());
    if (path.getRawQuery() != null) {
      message.setHeader(Exchange.HTTP_RAW_QUERY, path.getRawQuery());
    }
  }

  private String base() {
    URI address = URI.create(url);
    return address.getScheme() + "://" + address.getRawAuthority();
  }

  private static URI encoded(String asked) {
    String[] parts = asked.split("\\?", 2);
    try {
      String query = parts.length == 1 ? null : parts[1];
      return URI.create(new URI(null, null, parts[0], query, null).toASCIIString());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no path: " + asked, e);
    }
  }

  private String credentials() {
    if (scheme.equals("Basic")) {
      byte[] pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
    return scheme.isEmpty() ? secret : scheme + " " + secret;
  }

  private static Rest api(Exchange exchange) {
    Rest api = exchange.getProperty(API, Rest.class);
    if (api == null) {
      throw new IllegalStateException("no api is attached: begin with its method attach");
    }
    return api;
  }

  private static String asked(Exchange exchange) {
    String asked = exchange.getProperty("ask", "", String.class);
    if (!asked.matches("[A-Z]+ /.*")) {
      throw new IllegalStateException(
          "the property ask is '" + asked + "', not for example 'GET /invoices?page=1'");
    }
    return asked;
  }

  /** No answer came. */
  public static void unreachable(Exchange exchange, @ExchangeException Exception cause) {
    String said = cause.getClass().getSimpleName() + ": " + cause.getMessage();
    throw trouble(
        exchange, Kind.UNREACHABLE, "no whole answer came, " + said, "check that it runs");
  }

  /**
   * Takes the answer: its JSON text becomes the body, its headers are dropped.
   *
   * @throws SourceTrouble when it is an error, or no JSON
   */
  public static void hear(Exchange exchange) {
    Message message = exchange.getMessage();
    int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    byte[] body = message.getBody(byte[].class);
    message.removeHeaders("*");
    refused(exchange, status);
    String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
    try {
      if (text.isBlank() || Http.JSON.readTree(text).isMissingNode()) {
        throw trouble(exchange, Kind.LIES, "an empty answer came", "read the system's own log");
      }
    } catch (IOException e) {
      boolean page = text.strip().startsWith("<");
      throw page
          ? trouble(exchange, Kind.LIES, "a web page came instead of data", "check the url")
          : trouble(
              exchange, Kind.UNREACHABLE, "the answer is cut or no JSON", "it is tried again");
    }
    message.setBody(text);
  }

  private static void refused(Exchange exchange, int status) {
    if (status == 401) {
      throw trouble(exchange, Kind.REFUSED, "it refuses the key (401)", "set a valid one");
    }
    if (status == 429 || status >= 500) {
      throw trouble(exchange, Kind.UNREACHABLE, "it answers " + status, "it is tried again");
    }
    if (status < 200 || status >= 300) {
      throw trouble(
          exchange,
          Kind.MISCONFIGURED,
          "it answers " + status,
          "check the url, the companies and the rights of the key");
    }
  }

  private static SourceTrouble trouble(Exchange exchange, Kind kind, String what, String remedy) {
    Rest api = api(exchange);
    return new SourceTrouble(
        kind,
        "%s %s, asked %s: %s. What to do: %s."
            .formatted(api.name, api.url, exchange.getProperty("ask"), what, remedy));
  }
}
