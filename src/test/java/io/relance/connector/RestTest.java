package io.relance.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.connector.SourceTrouble.Kind;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a connector in YAML asks and hears, and what is done with a body. */
class RestTest {
  private final CamelContext camel = new DefaultCamelContext();
  private final Exchange exchange = new DefaultExchange(camel);

  @Test
  void aQuestionCarriesItsOwnHeadersOnly() {
    attach("Bearer");
    exchange.setProperty("ask", "GET /notes?key=a b/é&n=1");
    exchange.getMessage().setHeader("CamelHttpUri", "http://elsewhere.example");
    Rest.ask(exchange);
    assertThat(exchange.getProperty("httpBase")).isEqualTo("https://erp.example:8443");
    assertThat(exchange.getMessage().getHeaders())
        .containsOnly(
            Map.entry("CamelHttpMethod", "GET"),
            Map.entry("CamelHttpPath", "/api/notes"),
            Map.entry("CamelHttpRawQuery", "key=a%20b/%C3%A9&n=1"),
            Map.entry("Accept", "application/json"),
            Map.entry("Authorization", "Bearer s3cret"));
    assertThat(exchange.getMessage().getBody()).isNull();
  }

  @Test
  void whatIsSentIsSentOnceAndBasicIsMadeOfUserAndSecret() {
    attach("Basic");
    exchange.setProperty("ask", "POST /notes");
    exchange.setProperty("send", "{}");
    Rest.ask(exchange);
    assertThat(exchange.getMessage().getBody()).isEqualTo("{}");
    assertThat(exchange.getMessage().getHeader("Authorization"))
        .isEqualTo("Basic aHViOnMzY3JldA==");
    Rest.ask(exchange);
    assertThat(exchange.getMessage().getBody()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "401, '', REFUSED",
    "403, '', MISCONFIGURED",
    "404, '', MISCONFIGURED",
    "302, '', MISCONFIGURED",
    "429, '', UNREACHABLE",
    "503, '', UNREACHABLE",
    "200, '', LIES",
    "200, '<html>login</html>', LIES",
    "200, '{\"rows\": [', UNREACHABLE"
  })
  void anAnswerThatIsNoneIsATroubleForPeopleWithoutTheSecret(int status, String body, Kind kind) {
    attach("Bearer");
    exchange.setProperty("ask", "GET /invoices");
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    exchange.getMessage().setBody(body);
    assertThatThrownBy(() -> Rest.hear(exchange))
        .isInstanceOfSatisfying(
            SourceTrouble.class, trouble -> assertThat(trouble.kind()).isEqualTo(kind))
        .hasMessageContaining("An ERP https://erp.example:8443/api, asked GET /invoices")
        .hasMessageContaining("What to do: ")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void pagesAreTurnedOnce() {
    Body.first(exchange);
    assertThat(exchange.getProperty("next")).isEqualTo("");
    turn("{\"next\": 2}");
    assertThat(exchange.getProperty("next")).isEqualTo("2");
    assertThatThrownBy(() -> turn("{\"next\": \"2\"}"))
        .isInstanceOf(SourceTrouble.class)
        .hasMessageContaining("the next page 2, which came before");
    assertThatThrownBy(() -> turn("{\"rows\": []}"))
        .isInstanceOf(SourceTrouble.class)
        .hasMessageContaining("no field next");
    turn("{\"next\": null}");
    assertThat(exchange.getProperty("next")).isEqualTo("end");
  }

  @Test
  void aBodyBecomesWhatIsNeeded() throws Exception {
    exchange.getMessage().setBody(List.of("a\"b", 1));
    Body.json(exchange);
    assertThat(exchange.getMessage().getBody()).isEqualTo("[\"a\\\"b\",1]");
    exchange.getMessage().setHeader("relanceType", "item");
    exchange.getMessage().setBody("[{\"key\": \"1\"}]");
    Body.collect(exchange);
    assertThat(exchange.getMessage().getBody())
        .isEqualTo(Map.of("item", List.of(Map.of("key", "1"))));
    exchange.getMessage().setBody("{\"id\": \"N1\"}");
    Body.field(exchange, "id");
    assertThat(exchange.getMessage().getBody()).isEqualTo("N1");
    exchange.getMessage().setBody("{\"id\": null}");
    Body.field(exchange, "id");
    assertThat(exchange.getMessage().getBody()).isNull();
  }

  private void turn(String answer) {
    exchange.getMessage().setBody(answer);
    Body.next(exchange, "next");
  }

  private void attach(String scheme) {
    Rest rest = new Rest();
    rest.setName("An ERP");
    rest.setUrl("https://erp.example:8443/api/");
    rest.setScheme(scheme);
    rest.setUser("hub");
    rest.setSecret("s3cret");
    rest.attach(exchange);
  }
}
