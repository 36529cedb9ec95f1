package io.relance.connector.file;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
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

/** The shipped kamelets of a file connector over a drop folder; what they hand on is kept. */
final class FileStreet implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final CamelContext context = new DefaultCamelContext();
  private final Path folder;
  private final Map<String, List<Map<String, Object>>> records = new HashMap<>();
  private @Nullable Map<String, Object> close;
  private @Nullable String known;

  FileStreet(String connector, Path folder, Map<String, String> parameters) throws Exception {
    this.folder = folder;
    Properties properties = new Properties();
    Map<String, String> all = new HashMap<>(parameters);
    all.put("folder", folder.toString());
    List<String> actions = List.of("sweep", "probe");
    for (String action : actions) {
      all.forEach(
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
            from("direct:ledger-page").process(FileStreet.this::keepPage);
            from("direct:sweep-close").process(FileStreet.this::keepClose);
          }
        });
    for (String action : actions) {
      Path file = Path.of("connectors", connector, connector + "-" + action + ".kamelet.yaml");
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(
              PluginHelper.getResourceLoader(context)
                  .resolveResource("file:" + file.toAbsolutePath()));
    }
    context.start();
  }

  private void keepPage(Exchange exchange) throws IOException {
    String type = exchange.getMessage().getHeader("relanceType", String.class);
    List<Map<String, Object>> page =
        JSON.readValue(exchange.getMessage().getBody(byte[].class), new TypeReference<>() {});
    records.computeIfAbsent(type, t -> new ArrayList<>()).addAll(page);
  }

  @SuppressWarnings("unchecked")
  private void keepClose(Exchange exchange) {
    close = exchange.getMessage().getBody(Map.class);
  }

  /** Puts a file there, long enough ago. */
  Path put(String name, byte[] content) throws IOException {
    return put(name, content, Instant.parse("2026-01-15T08:00:00Z"));
  }

  Path put(String name, byte[] content, Instant at) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    return Files.setLastModifiedTime(file, FileTime.from(at));
  }

  Path put(String name, String content) throws IOException {
    return put(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** One sweep; throws what it threw. */
  FileStreet sweep(String company) throws Exception {
    act("sweep", company);
    return this;
  }

  Map<?, ?> probe(String company) throws Exception {
    return act("probe", company).getMessage().getBody(Map.class);
  }

  private Exchange act(String action, String company) throws Exception {
    records.clear();
    close = null;
    Exchange exchange =
        context
            .createProducerTemplate()
            .request(
                "direct:act",
                e -> {
                  e.getMessage().setHeader("action", action);
                  e.setProperty("company", company);
                  e.setProperty("zone", "Europe/Paris");
                  e.setProperty("known", known);
                });
    if (exchange.getException() != null) {
      throw exchange.getException();
    }
    return exchange;
  }

  /** The ledger took it: the cursor comes back the next time. */
  FileStreet merged() {
    known = (String) lastClose().get("cursor");
    return this;
  }

  FileStreet forgotten() {
    known = null;
    return this;
  }

  List<Map<String, Object>> records(String type) {
    return records.getOrDefault(type, List.of());
  }

  /** Some fields of every item, in the order in which they came. */
  List<List<Object>> items(String... fields) {
    return records("item").stream()
        .map(item -> Stream.of(fields).map(field -> (Object) item.get(field)).toList())
        .toList();
  }

  Map<String, Object> lastClose() {
    if (close == null) {
      throw new AssertionError("the sweep was not closed");
    }
    return close;
  }

  boolean isClosed() {
    return close != null;
  }

  @Override
  public void close() throws Exception {
    context.close();
  }
}
