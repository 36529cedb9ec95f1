package io.relance.connector.odoo;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
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
      List.of("sweep", "delta", "recheck", "writeback", "probe");

  private final CamelContext context = new DefaultCamelContext();
  private final Map<String, List<Map<String, Object>>> pages = new HashMap<>();
  private @Nullable Map<String, Object> close;

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
            from("direct:ledger-page").process(Street.this::keepPage);
            from("direct:sweep-close").process(Street.this::keepClose);
          }
        });
    for (String action : List.of("call", "sweep", "delta", "recheck", "writeback", "probe")) {
      Path file = Path.of("connectors/odoo/odoo-" + action + ".kamelet.yaml");
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(
              PluginHelper.getResourceLoader(context)
                  .resolveResource("file:" + file.toAbsolutePath()));
    }
    context.start();
  }

  private void keepPage(Exchange exchange) throws Exception {
    String type = exchange.getMessage().getHeader("relanceType", String.class);
    List<Map<String, Object>> records =
        Wire.JSON.readValue(exchange.getMessage().getBody(String.class), new TypeReference<>() {});
    pages.computeIfAbsent(type, t -> new ArrayList<>()).addAll(records);
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
        context
            .createProducerTemplate()
            .request(
                "kamelet:odoo-" + action + "/acme-" + action,
                e -> {
                  e.getMessage().setBody(body);
                  e.setProperty("company", "1");
                  properties.forEach(e::setProperty);
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
