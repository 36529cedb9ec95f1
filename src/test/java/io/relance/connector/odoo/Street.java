package io.relance.connector.odoo;

import com.fasterxml.jackson.core.type.TypeReference;
import io.relance.demo.SimulatedOdoo;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;

/**
 * The shipped kamelets in a Camel context of their own; what they hand on is kept to be looked at.
 */
final class Street implements AutoCloseable {
  private static final List<String> ACTIONS =
      List.of(
          "sweep",
          "delta",
          "recheck",
          "writeback",
          "notes",
          "markers",
          "task",
          "outcome",
          "document",
          "probe");

  private final CamelContext context = new DefaultCamelContext();
  private final Map<String, List<Map<String, Object>>> pages = new HashMap<>();
  private @Nullable Map<String, Object> close;
  private int largestPage;
  private boolean counting;
  private long bytes;

  Street(Map<String, String> parameters) throws Exception {
    Properties properties = new Properties();
    for (String action : ACTIONS) {
      parameters.forEach(
          (name, value) ->
              properties.put(
                  "camel.kamelet.odoo-" + action + ".acme-" + action + "." + name, value));
    }
    context.getPropertiesComponent().setInitialProperties(properties);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("direct:act").toD("kamelet:odoo-${header.action}/acme-${header.action}");
            from("direct:ledger-page").process(Street.this::keepPage);
            from("direct:sweep-close").process(Street.this::keepClose);
          }
        });
    List<String> files = new ArrayList<>(ACTIONS);
    files.add("call");
    for (String action : files) {
      Path file = Path.of("connectors/odoo/odoo-" + action + ".kamelet.yaml");
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(
              PluginHelper.getResourceLoader(context)
                  .resolveResource("file:" + file.toAbsolutePath()));
    }
    context.start();
  }

  static Street to(SimulatedOdoo odoo) throws Exception {
    return to(odoo, Map.of());
  }

  static Street to(SimulatedOdoo odoo, Map<String, String> more) throws Exception {
    Map<String, String> parameters = new HashMap<>(more);
    parameters.putIfAbsent("url", odoo.url());
    parameters.putIfAbsent("database", odoo.database());
    parameters.putIfAbsent("login", odoo.login());
    parameters.putIfAbsent("apiKey", odoo.apiKey());
    return new Street(parameters);
  }

  /** How many different items with something open came. */
  int openKeys() {
    return (int)
        last().values().stream()
            .filter(item -> new BigDecimal(item.get("open").toString()).signum() != 0)
            .count();
  }

  int largestPage() {
    return largestPage;
  }

  private Map<String, Map<String, Object>> last() {
    Map<String, Map<String, Object>> last = new HashMap<>();
    records("item").forEach(item -> last.put((String) item.get("key"), item));
    return last;
  }

  /** What the last items of each key add up to, by currency; null when that is nothing. */
  Map<String, String> totals() {
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (Map<String, Object> item : last().values()) {
      BigDecimal open = new BigDecimal(item.get("open").toString());
      if (open.signum() != 0) {
        sums.merge((String) item.get("currency"), open, BigDecimal::add);
      }
    }
    Map<String, String> totals = new TreeMap<>();
    sums.forEach((currency, sum) -> totals.put(currency, sum.stripTrailingZeros().toPlainString()));
    return totals;
  }

  /** From now on pages are counted and dropped, as the ledger would take them and go on. */
  Street countingOnly() {
    counting = true;
    return this;
  }

  long bytes() {
    return bytes;
  }

  private void keepPage(Exchange exchange) throws Exception {
    if (counting) {
      bytes += exchange.getMessage().getBody(String.class).length();
      return;
    }
    String type = exchange.getMessage().getHeader("relanceType", String.class);
    List<Map<String, Object>> records =
        Wire.JSON.readValue(exchange.getMessage().getBody(String.class), new TypeReference<>() {});
    largestPage = Math.max(largestPage, records.size());
    pages.computeIfAbsent(type, t -> new ArrayList<>()).addAll(records);
  }

  @SuppressWarnings("unchecked")
  private void keepClose(Exchange exchange) {
    close = exchange.getMessage().getBody(Map.class);
  }

  /** Runs one action to its end; the body it leaves. Throws what it threw. */
  @Nullable Object run(String action, @Nullable Object body, Map<String, Object> properties)
      throws Exception {
    return run(action, body, properties, Map.of());
  }

  @Nullable Object run(
      String action,
      @Nullable Object body,
      Map<String, Object> properties,
      Map<String, Object> headers)
      throws Exception {
    pages.clear();
    close = null;
    Exchange exchange =
        context
            .createProducerTemplate()
            .request(
                "direct:act",
                e -> {
                  e.getMessage().setHeader("action", action);
                  e.getMessage().setBody(body);
                  e.setProperty("company", "1");
                  properties.forEach(e::setProperty);
                  e.getMessage().getHeaders().putAll(headers);
                });
    if (exchange.getException() != null) {
      throw exchange.getException();
    }
    return exchange.getMessage().getBody();
  }

  List<Map<String, Object>> records(String type) {
    return pages.getOrDefault(type, List.of());
  }

  @Nullable Map<String, Object> lastClose() {
    return close;
  }

  @Override
  public void close() throws Exception {
    context.close();
  }
}
