package io.relance.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** What connectors without Java do with the body. */
class BodyTest {
  private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

  @Test
  void aReReadsAnswerIsAllItsPages() {
    collect("item", "[{\"key\": \"1\"}, {\"key\": \"2\"}]");
    collect("payment", "[{\"key\": \"7\"}]");
    collect("item", "[{\"key\": \"3\"}]");

    assertThat(exchange.getMessage().getBody())
        .isEqualTo(
            Map.of(
                "item",
                List.of(Map.of("key", "1"), Map.of("key", "2"), Map.of("key", "3")),
                "payment",
                List.of(Map.of("key", "7"))));
  }

  private void collect(String type, String page) {
    exchange.getMessage().setHeader("relanceType", type);
    exchange.getMessage().setBody(page);
    Body.collect(exchange);
  }
}
