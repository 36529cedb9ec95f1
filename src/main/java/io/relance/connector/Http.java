package io.relance.connector;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.relance.connector.SourceTrouble.Kind;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Asks an ERP over HTTP from plain Java. Each question goes through the connector's own {@code
 * <erp>-call} kamelet, so that how it is called stays editable without a compiler. A question
 * carries the headers it was given and no others (CVE-2026-78164); redirects, retries and cookies
 * are the connector's business, not ours.
 *
 * <p>The kamelet finds the address without path in the property {@code httpBase} and the time-out
 * in milliseconds in {@code httpTimeout}; it calls with {@code bridgeEndpoint: true,
 * followRedirects: false, throwExceptionOnFailure: false, copyHeaders: false} and, where an
 * IOException came, leaves that as its body.
 */
public final class Http {
  /** Amounts stay the decimals the ERP wrote. */
  public static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  /**
   * One request.
   *
   * @param url absolute, its query encoded
   * @param body null = none
   */
  public record Question(
      String method, String url, Map<String, String> headers, @Nullable String body) {}

  /**
   * One response of any status, its body read to the end.
   *
   * @param headers by lower-case name, each with all its values
   */
  public record Answer(int status, Map<String, List<String>> headers, byte[] body) {

    /** The first value of that header, whatever its case. */
    public Optional<String> header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
    }

    /** Empty when the answer has none. */
    public String contentType() {
      return header("content-type").orElse("");
    }

    public boolean isJson() {
      return contentType().contains("json");
    }

    /**
     * The body as JSON, decimals exact.
     *
     * @throws IOException when it is none, or was cut
     */
    public JsonNode json() throws IOException {
      return JSON.readTree(body);
    }
  }

  private final ProducerTemplate camel;
  private final String kamelet;
  private final String where;
  private final int timeoutMillis;

  private Http(ProducerTemplate camel, String kamelet, String where, int timeoutMillis) {
    this.camel = camel;
    this.kamelet = kamelet;
    this.where = where;
    this.timeoutMillis = timeoutMillis;
  }

  /**
   * Asks through that kamelet.
   *
   * @param kamelet for example {@code axelor-call}
   * @param where the deployment in words, for troubles: {@code Axelor https://erp.example}
   */
  public static Http through(
      CamelContext context, String kamelet, String where, int timeoutMillis) {
    return new Http(Producers.of(context), kamelet, where, timeoutMillis);
  }

  /**
   * Asks once.
   *
   * @throws SourceTrouble UNREACHABLE when no whole answer came; what was asked for may have
   *     happened all the same
   */
  public Answer ask(Question question) {
    Exchange exchange =
        camel.request(
            "kamelet:" + kamelet, asking -> put(question, URI.create(question.url()), asking));
    if (exchange.getException() != null) {
      throw new IllegalStateException(
          kamelet + " failed: " + exchange.getException().getMessage(), exchange.getException());
    }
    Message message = exchange.getMessage();
    if (message.getBody() instanceof IOException cause) {
      throw unreachable(question, cause);
    }
    byte[] body = message.getBody(byte[].class);
    return new Answer(
        message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class),
        headers(message),
        body == null ? new byte[0] : body);
  }

  private void put(Question question, URI url, Exchange exchange) {
    exchange.setProperty("httpBase", url.getScheme() + "://" + url.getRawAuthority());
    exchange.setProperty("httpTimeout", timeoutMillis);
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    question.headers().forEach(message::setHeader);
    message.setHeader(Exchange.HTTP_METHOD, question.method());
    message.setHeader(Exchange.HTTP_PATH, url.getRawPath());
    if (url.getRawQuery() != null) {
      message.setHeader(Exchange.HTTP_RAW_QUERY, url.getRawQuery());
    }
    message.setBody(question.body());
  }

  private static Map<String, List<String>> headers(Message message) {
    Map<String, List<String>> headers = new TreeMap<>();
    message
        .getHeaders()
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), values(value)));
    return headers;
  }

  private static List<String> values(Object value) {
    List<String> values = new ArrayList<>();
    if (value instanceof List<?> several) {
      several.forEach(one -> values.add(String.valueOf(one)));
    } else {
      values.add(String.valueOf(value));
    }
    return values;
  }

  private SourceTrouble unreachable(Question question, IOException cause) {
    String said =
        cause.getMessage() == null ? "" : ": " + cause.getMessage().lines().findFirst().orElse("");
    return new SourceTrouble(
        Kind.UNREACHABLE,
        where
            + ", asked for "
            + URI.create(question.url()).getPath()
            + ": no whole answer came, "
            + cause.getClass().getSimpleName()
            + said
            + ". What to do: check that it runs and the network to it; it is tried again.",
        cause);
  }
}
