package io.relance.connector.axelor;

import com.fasterxml.jackson.core.type.TypeReference;
import io.relance.connector.Http;
import io.relance.demo.SimulatedAxelor;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;

/** The shipped kamelets in a Camel context of their own; what they hand on is kept. */
final class AxelorStreet implements AutoCloseable {
  static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final List<String> ACTIONS =
      List.of("sweep", "delta", "recheck", "writeback", "task", "outcome", "probe");

  private final CamelContext context = new DefaultCamelContext();
  private final ProducerTemplate producer;
  private final Map<String, List<Map<String, Object>>> pages = new HashMap<>();
  private @Nullable Map<String, Object> close;
  private boolean counting;
  private long bytes;

  AxelorStreet(Map<String, String> parameters) throws Exception {
    Properties properties = new Properties();
    for (String action : ACTIONS) {
      parameters.forEach(
          (name, value) ->
              properties.put(
                  "camel.kamelet.axelor-" + action + ".axel-" + action + "." + name, value));
    }
    context.getPropertiesComponent().setInitialProperties(properties);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("direct:act").toD("kamelet:axelor-${header.action}/axel-${header.action}");
            from("direct:ledger-page").process(AxelorStreet.this::keepPage);
            from("direct:sweep-close").process(AxelorStreet.this::keepClose);
          }
        });
    List<String> files = new ArrayList<>(ACTIONS);
    files.add("call");
    for (String action : files) {
      Path file = Path.of("connectors/axelor/axelor-" + action + ".kamelet.yaml");
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(
              PluginHelper.getResourceLoader(context)
                  .resolveResource("file:" + file.toAbsolutePath()));
    }
    context.start();
    producer = context.createProducerTemplate();
  }

  /** With the form login. */
  static AxelorStreet to(SimulatedAxelor axelor) throws Exception {
    return to(axelor, Map.of("login", axelor.login(), "password", axelor.password()));
  }

  static AxelorStreet to(SimulatedAxelor axelor, Map<String, String> more) throws Exception {
    Map<String, String> parameters = new HashMap<>(more);
    parameters.put("url", axelor.url());
    parameters.putIfAbsent("pageSize", "7");
    return new AxelorStreet(parameters);
  }

  /** From now on pages are counted and dropped, as the ledger would take them and go on. */
  AxelorStreet countingOnly() {
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
    pages
        .computeIfAbsent(type, t -> new ArrayList<>())
        .addAll(
            Http.JSON.readValue(
                exchange.getMessage().getBody(String.class), new TypeReference<>() {}));
  }

  @SuppressWarnings("unchecked")
  private void keepClose(Exchange exchange) {
    close = exchange.getMessage().getBody(Map.class);
  }

  /** Runs one action to its end; the body it leaves. Throws what it threw. */
  @Nullable Object run(String action, @Nullable Object body, Map<String, Object> properties)
      throws Exception {
    pages.clear();
    close = null;
    Exchange exchange =
        producer.request(
            "direct:act",
            e -> {
              e.getMessage().setHeader("action", action);
              e.getMessage().setBody(body);
              e.setProperty("company", "1");
              e.setProperty("today", TODAY);
              properties.forEach(e::setProperty);
            });
    if (exchange.getException() != null) {
      throw exchange.getException();
    }
    return exchange.getMessage().getBody();
  }

  /** A whole sweep; its cursor. */
  String sweep() throws Exception {
    run("sweep", null, Map.of());
    return (String) lastClose().get("cursor");
  }

  List<Map<String, Object>> records(String type) {
    return pages.getOrDefault(type, List.of());
  }

  /** The last item of each key. */
  Map<String, Map<String, Object>> items() {
    Map<String, Map<String, Object>> last = new TreeMap<>();
    records("item").forEach(item -> last.put((String) item.get("key"), item));
    return last;
  }

  Map<String, Object> item(Object key) {
    Map<String, Object> item = items().get(String.valueOf(key));
    if (item == null) {
      throw new NoSuchElementException("no item " + key);
    }
    return item;
  }

  BigDecimal open(Object key) {
    return new BigDecimal(item(key).get("open").toString());
  }

  long openItems() {
    return items().values().stream()
        .filter(item -> new BigDecimal(item.get("open").toString()).signum() != 0)
        .count();
  }

  Map<String, Object> debtor(Object key) {
    return records("debtor").stream()
        .filter(debtor -> debtor.get("key").equals(String.valueOf(key)))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  Map<String, Object> lastClose() {
    if (close == null) {
      throw new NoSuchElementException("it was not closed");
    }
    return close;
  }

  boolean isClosed() {
    return close != null;
  }

  @Override
  public void close() {
    context.stop();
  }
}
