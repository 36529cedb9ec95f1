package io.relance.kit;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.Http;
import io.relance.connector.SourceTrouble;
import io.relance.settings.Connector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;

/**
 * The shipped kamelets of one connector in a Camel context of their own, without a hub: what they
 * hand on is kept to be looked at. Not thread-safe.
 */
final class Stage implements AutoCloseable {
  /** The name under which a connector plays here. */
  static final String SOURCE = "sample";

  private final CamelContext context = new DefaultCamelContext();
  private final Connector connector;
  private final Schemas schemas;
  private final Map<String, Object> given = new HashMap<>();
  private Reading reading;
  private int pagesLeft = Integer.MAX_VALUE;

  private Stage(Connector connector, Schemas schemas) {
    this.connector = connector;
    this.schemas = schemas;
    this.reading = new Reading(schemas);
  }

  /**
   * Sets one up.
   *
   * @param folder of the connector
   * @param parameters of the source, without prefix
   * @param today what day it is there
   */
  static Stage of(
      Connector connector, Path folder, Map<String, String> parameters, LocalDate today, Trial with)
      throws Exception {
    Stage stage = new Stage(connector, with.schemas());
    stage.given.put("source", SOURCE);
    stage.given.put("connector", connector.name());
    stage.given.put("companyId", 1L);
    stage.given.put("sweepId", 1L);
    stage.given.put("mode", "sweep");
    stage.given.put("zone", "Europe/Paris");
    stage.given.put("today", today);
    stage.context.getRegistry().bind("clock", clock(with.clock(), today));
    stage.start(folder, parameters);
    return stage;
  }

  /** Ticks as the given clock does; its day is that one. */
  private static Clock clock(Clock clock, LocalDate today) {
    return Clock.offset(
        clock,
        Duration.between(clock.instant(), today.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC)));
  }

  private void start(Path folder, Map<String, String> parameters) throws Exception {
    Path home = folder.toAbsolutePath().getParent().getParent();
    Properties properties = new Properties();
    properties.put("relance.home", home.toString());
    connector
        .actions()
        .forEach(
            (action, kamelet) ->
                kamelet.parameters().keySet().stream()
                    .filter(parameters::containsKey)
                    .forEach(
                        name ->
                            properties.put(
                                "camel.kamelet.%s.%s-%s.%s"
                                    .formatted(kamelet.kamelet(), SOURCE, action, name),
                                parameters.get(name))));
    context.getPropertiesComponent().setInitialProperties(properties);
    context.addRoutes(new Ledger());
    try (Stream<Path> files = Files.list(folder)) {
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

  /** Takes what the hub would take. */
  private final class Ledger extends RouteBuilder {
    @Override
    public void configure() {
      errorHandler(noErrorHandler());
      from("direct:act")
          .toD("kamelet:" + connector.name() + "-${header.action}/" + SOURCE + "-${header.action}");
      from("direct:ledger-page").process(Stage.this::page);
      from("direct:sweep-close").process(Stage.this::closed);
    }
  }

  private void page(Exchange exchange) throws IOException {
    if (pagesLeft-- <= 0) {
      throw new IllegalStateException("the hub stops in the middle of this sweep");
    }
    String type = exchange.getMessage().getHeader("relanceType", String.class);
    String body = exchange.getMessage().getBody(String.class);
    JsonNode records = Http.JSON.readTree(body == null ? "" : body);
    if (!records.isArray()) {
      throw new SourceTrouble(
          SourceTrouble.Kind.LIES, "a page of " + type + " records is no JSON array of records");
    }
    List<JsonNode> list = new ArrayList<>();
    records.forEach(list::add);
    reading.add(new Reading.Page(String.valueOf(type), list));
  }

  private void closed(Exchange exchange) {
    reading.closed(exchange.getMessage().getBody(Map.class));
  }

  boolean has(String action) {
    return connector.actions().containsKey(action);
  }

  /** Sweeps a company, to its end or its failure. */
  Reading sweep(String company) {
    reading = new Reading(schemas);
    try {
      run("sweep", company, null, Map.of());
    } catch (Exception e) {
      reading.failed(e);
    }
    return reading;
  }

  /** Sweeps it while the hub takes only so many pages and then stops. */
  Reading sweep(String company, int pages) {
    pagesLeft = pages;
    try {
      return sweep(company);
    } finally {
      pagesLeft = Integer.MAX_VALUE;
    }
  }

  /** Runs an action; the body it leaves. Throws what it threw. */
  @Nullable Object run(
      String action, String company, @Nullable Object body, Map<String, Object> more)
      throws Exception {
    Exchange exchange =
        context
            .createProducerTemplate()
            .request(
                "direct:act",
                asking -> {
                  given.forEach(asking::setProperty);
                  more.forEach(asking::setProperty);
                  asking.setProperty("company", company);
                  asking.getMessage().setHeader("action", action);
                  asking.getMessage().setBody(body);
                });
    if (exchange.getException() != null) {
      throw exchange.getException();
    }
    return exchange.getMessage().getBody();
  }

  /** The canonical records by type that a recheck, or another action, answers with. */
  static JsonNode records(@Nullable Object answer) throws IOException {
    Map<String, JsonNode> records = new HashMap<>();
    if (answer instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> type : map.entrySet()) {
        records.put(type.getKey().toString(), json(type.getValue()));
      }
    }
    return Http.JSON.valueToTree(records);
  }

  private static JsonNode json(@Nullable Object value) throws IOException {
    if (value instanceof byte[] bytes) {
      return Http.JSON.readTree(bytes);
    }
    return value instanceof String text
        ? Http.JSON.readTree(text.getBytes(StandardCharsets.UTF_8))
        : Http.JSON.valueToTree(value);
  }

  /** Every address that stands in this context: what a log or JMX would show. */
  List<String> addresses() {
    return context.getEndpoints().stream().map(Object::toString).toList();
  }

  @Override
  public void close() {
    context.stop();
  }
}
