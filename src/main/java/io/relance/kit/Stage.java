package io.relance.kit;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.Http;
import io.relance.connector.SourceTrouble;
import io.relance.settings.Connector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
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
  private final CamelContext context = new DefaultCamelContext();
  private final Scene scene;
  private Taker taker = new Nobody();
  private int pagesLeft = Integer.MAX_VALUE;

  private Stage(Scene scene) {
    this.scene = scene;
  }

  /**
   * What is played.
   *
   * @param source the name under which it plays
   * @param folder of the connector
   * @param parameters of the source, without prefix
   * @param today what day it is there
   * @param beans what kamelets find in the registry, by name
   */
  record Scene(
      String source,
      Connector connector,
      Path folder,
      Map<String, String> parameters,
      LocalDate today,
      Map<String, Object> beans) {}

  /** Takes what the ledger would take. */
  interface Taker {
    /** A page came. */
    void page(String type, List<JsonNode> records);

    /** The sweep was closed with this proof. */
    void closed(Map<?, ?> proof);
  }

  private static final class Nobody implements Taker {
    @Override
    public void page(String type, List<JsonNode> records) {
      throw new IllegalStateException("a page of " + type + " outside a sweep");
    }

    @Override
    public void closed(Map<?, ?> proof) {
      throw new IllegalStateException("a close outside a sweep");
    }
  }

  /** Sets one up. */
  static Stage of(Scene scene) throws Exception {
    Stage stage = new Stage(scene);
    scene.beans().forEach(stage.context.getRegistry()::bind);
    stage.start();
    return stage;
  }

  private void start() throws Exception {
    Path home = scene.folder().toAbsolutePath().getParent().getParent();
    Properties properties = new Properties();
    properties.put("relance.home", home.toString());
    scene
        .connector()
        .actions()
        .forEach(
            (action, kamelet) ->
                kamelet.parameters().keySet().stream()
                    .filter(scene.parameters()::containsKey)
                    .forEach(
                        name ->
                            properties.put(
                                "camel.kamelet.%s.%s-%s.%s"
                                    .formatted(kamelet.kamelet(), scene.source(), action, name),
                                scene.parameters().get(name))));
    context.getPropertiesComponent().setInitialProperties(properties);
    context.addRoutes(new Ledger());
    try (Stream<Path> files = Files.list(scene.folder())) {
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
          .toD(
              "kamelet:%s-${header.action}/%s-${header.action}"
                  .formatted(scene.connector().name(), scene.source()));
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
    taker.page(String.valueOf(type), list);
  }

  private void closed(Exchange exchange) {
    taker.closed(exchange.getMessage().getBody(Map.class));
  }

  boolean has(String action) {
    return scene.connector().actions().containsKey(action);
  }

  /** Sweeps a company, to its end; throws what it threw. */
  void sweep(String company, Taker into) throws Exception {
    taker = into;
    try {
      run("sweep", company, null, Map.of());
    } finally {
      taker = new Nobody();
    }
  }

  /** Sweeps it while the hub takes only so many pages and then stops. */
  void sweep(String company, Taker into, int pages) throws Exception {
    pagesLeft = pages;
    try {
      sweep(company, into);
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
                  given(asking);
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

  private void given(Exchange asking) {
    asking.setProperty("source", scene.source());
    asking.setProperty("connector", scene.connector().name());
    asking.setProperty("companyId", 1L);
    asking.setProperty("sweepId", 1L);
    asking.setProperty("mode", "sweep");
    asking.setProperty("zone", "Europe/Paris");
    asking.setProperty("today", scene.today());
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
