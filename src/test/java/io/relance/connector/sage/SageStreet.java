package io.relance.connector.sage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.demo.SimulatedSage100;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;

/** The shipped kamelets of one connector in a context of their own; what they hand on is kept. */
final class SageStreet implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CamelContext context = new DefaultCamelContext();
  private final String connector;
  private final Map<String, List<JsonNode>> records = new TreeMap<>();
  private final List<Runnable> betweenPages = new ArrayList<>();
  private @Nullable Map<String, Object> close;
  private int pages;
  private int stopAfter = Integer.MAX_VALUE;

  SageStreet(String connector, Map<String, String> parameters) throws Exception {
    this.connector = connector;
    Properties properties = new Properties();
    properties.put("relance.home", Path.of("").toAbsolutePath().toString());
    for (String action : List.of("sweep", "delta", "recheck", "probe")) {
      parameters.forEach(
          (name, value) ->
              properties.put(
                  "camel.kamelet.%s-%s.acme-%s.%s".formatted(connector, action, action, name),
                  value));
    }
    context.getPropertiesComponent().setInitialProperties(properties);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("direct:act")
                .toD("kamelet:" + connector + "-${header.action}/acme-${header.action}");
            from("direct:ledger-page").process(SageStreet.this::page);
            from("direct:sweep-close").process(SageStreet.this::closed);
          }
        });
    try (Stream<Path> files = Files.list(Path.of("connectors", connector))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".kamelet.yaml")).toList()) {
        PluginHelper.getRoutesLoader(context)
            .loadRoutes(
                PluginHelper.getResourceLoader(context)
                    .resolveResource("file:" + file.toAbsolutePath()));
      }
    }
    context.start();
  }

  static SageStreet to(SimulatedSage100 sage, Map<String, String> more) throws Exception {
    Map<String, String> parameters = new HashMap<>(more);
    parameters.putIfAbsent("url", sage.url());
    parameters.putIfAbsent("user", sage.user());
    parameters.putIfAbsent("password", sage.password());
    parameters.putIfAbsent("timeoutSeconds", "20");
    return new SageStreet("sage", parameters);
  }

  private void page(Exchange exchange) throws Exception {
    if (pages++ >= stopAfter) {
      throw new IllegalStateException("the hub is killed here");
    }
    String type = exchange.getMessage().getHeader("relanceType", String.class);
    JSON.readTree(exchange.getMessage().getBody(String.class))
        .forEach(record -> records.computeIfAbsent(type, t -> new ArrayList<>()).add(record));
    if (!betweenPages.isEmpty()) {
      betweenPages.remove(0).run();
    }
  }

  @SuppressWarnings("unchecked")
  private void closed(Exchange exchange) {
    close = exchange.getMessage().getBody(Map.class);
  }

  SageStreet killedAfter(int pages) {
    stopAfter = pages;
    return this;
  }

  /** While the ledger takes the next page. */
  SageStreet meanwhile(Runnable happens) {
    betweenPages.add(happens);
    return this;
  }

  Object run(String action, @Nullable Object body, Map<String, Object> properties)
      throws Exception {
    records.clear();
    close = null;
    pages = 0;
    Exchange exchange =
        context
            .createProducerTemplate()
            .request(
                "direct:act",
                asking -> {
                  asking.getMessage().setHeader("action", action);
                  asking.getMessage().setBody(body);
                  asking.setProperty("source", "acme");
                  asking.setProperty("company", "1");
                  asking.setProperty("zone", "Europe/Paris");
                  asking.setProperty("today", LocalDate.of(2026, 11, 22));
                  properties.forEach(asking::setProperty);
                });
    stopAfter = Integer.MAX_VALUE;
    if (exchange.getException() != null) {
      throw exchange.getException();
    }
    return exchange.getMessage().getBody();
  }

  SageStreet sweep() throws Exception {
    run("sweep", null, Map.of());
    return this;
  }

  /** The items of a recheck's answer, "number open". */
  List<String> recheck(List<String> keys) throws Exception {
    Object answer = run("recheck", keys, Map.of());
    List<String> found = new ArrayList<>();
    JSON.valueToTree(((Map<?, ?>) answer).get("item")).forEach(item -> found.add(described(item)));
    return found;
  }

  List<JsonNode> records(String type) {
    return records.getOrDefault(type, List.of());
  }

  JsonNode record(String type, String key) {
    return records(type).stream()
        .filter(record -> record.path("key").asText().equals(key))
        .reduce((one, other) -> other)
        .orElseThrow(() -> new AssertionError("no " + type + " " + key + " in " + records(type)));
  }

  /** Open items as last told, "number open". */
  List<String> open() {
    Map<String, JsonNode> last = new TreeMap<>();
    records("item").forEach(item -> last.put(item.path("key").asText(), item));
    return last.values().stream()
        .filter(item -> new BigDecimal(item.path("open").asText()).signum() != 0)
        .map(SageStreet::described)
        .toList();
  }

  private static String described(JsonNode item) {
    return item.path("number").asText() + " " + item.path("open").asText();
  }

  String key(String number) {
    return records("item").stream()
        .filter(item -> item.path("number").asText().equals(number))
        .map(item -> item.path("key").asText())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no item " + number));
  }

  Map<String, Object> lastClose() {
    if (close == null) {
      throw new AssertionError("nothing was closed");
    }
    return close;
  }

  boolean isClosed() {
    return close != null;
  }

  int pages() {
    return pages;
  }

  @Override
  public void close() {
    context.stop();
  }

  String connector() {
    return connector;
  }
}
