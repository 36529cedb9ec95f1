package io.relance.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.Grants;
import io.relance.connector.Http;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;

/** The shipped kamelets of one connector in a Camel context of their own, as source acme. */
public final class Kamelets implements AutoCloseable {
  private final CamelContext context = new DefaultCamelContext();
  private final String connector;
  private final Map<String, List<JsonNode>> pages = new LinkedHashMap<>();
  private final List<Integer> sizes = new ArrayList<>();
  private @Nullable Map<?, ?> close;

  public Kamelets(String connector, Map<String, String> parameters, Clock clock, Grants grants)
      throws Exception {
    this.connector = connector;
    context.getRegistry().bind("clock", clock);
    context.getRegistry().bind("grants", grants);
    context.getComponent("http", HttpComponent.class).setAutomaticRetriesDisabled(true);
    Properties properties = new Properties();
    for (String action : List.of("sweep", "delta", "recheck", "probe", "authorise")) {
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
            from("direct:ledger-page").process(Kamelets.this::page);
            from("direct:sweep-close")
                .process(exchange -> close = exchange.getMessage().getBody(Map.class));
          }
        });
    try (Stream<Path> files = Files.list(Path.of("connectors", connector))) {
      for (Path file :
          files.filter(f -> f.toString().endsWith(".kamelet.yaml")).sorted().toList()) {
        PluginHelper.getRoutesLoader(context)
            .loadRoutes(
                PluginHelper.getResourceLoader(context)
                    .resolveResource("file:" + file.toAbsolutePath()));
      }
    }
    context.start();
  }

  private void page(Exchange exchange) throws Exception {
    JsonNode rows = Http.JSON.readTree(exchange.getMessage().getBody(String.class));
    String type = exchange.getMessage().getHeader("relanceType", String.class);
    sizes.add(rows.size());
    rows.forEach(row -> pages.computeIfAbsent(type, t -> new ArrayList<>()).add(row));
  }

  /** Runs one action to its end; the body it leaves. Throws what it threw. */
  public @Nullable Object run(
      String action, String company, @Nullable Object body, @Nullable String cursor)
      throws Exception {
    pages.clear();
    close = null;
    Map<String, Object> properties = new HashMap<>();
    properties.put("source", "acme");
    properties.put("connector", connector);
    properties.put("company", company);
    properties.put("today", LocalDate.parse("2026-11-20"));
    properties.put("cursor", cursor);
    Exchange exchange =
        context
            .createProducerTemplate()
            .request(
                "direct:act",
                asking -> {
                  properties.forEach(asking::setProperty);
                  asking.getMessage().setHeader("action", action);
                  asking.getMessage().setHeader("Authorization", "Bearer of-somebody-else");
                  asking.getMessage().setBody(body);
                });
    if (exchange.getException() != null) {
      throw exchange.getException();
    }
    return exchange.getMessage().getBody();
  }

  /** What came of that type, in its order. */
  public List<JsonNode> records(String type) {
    return pages.getOrDefault(type, List.of());
  }

  /** Fields of all records of that type, joined by blanks. */
  public List<String> told(String type, String... fields) {
    return records(type).stream()
        .map(row -> String.join(" ", Stream.of(fields).map(f -> row.path(f).asText("-")).toList()))
        .toList();
  }

  /** The proof, null = it never closed. */
  public @Nullable Map<?, ?> proof() {
    return close;
  }

  /** How many records each page held. */
  public List<Integer> sizes() {
    return sizes;
  }

  @Override
  public void close() {
    context.stop();
  }
}
