package io.relance.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** A page is asked for when its turn is near, and trouble on the way ends it all. */
class PagesTest {
  private final List<String> happened = new ArrayList<>();

  private Supplier<Iterator<Page>> part(String... numbers) {
    return () -> {
      if (numbers.length == 0) {
        throw new SourceTrouble(SourceTrouble.Kind.LIES, "it lies");
      }
      happened.add("begin " + numbers[0]);
      return List.of(numbers).stream().map(this::page).iterator();
    };
  }

  private Page page(String number) {
    if (number.equals("bad")) {
      throw new SourceTrouble(SourceTrouble.Kind.LIES, "it lies");
    }
    happened.add("ask " + number);
    return new Page("item", Http.JSON.createArrayNode().add(number));
  }

  private Exchange split(Iterator<Page> pages) throws Exception {
    try (CamelContext camel = new DefaultCamelContext()) {
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              errorHandler(noErrorHandler());
              from("direct:read")
                  .split(body())
                  .streaming()
                  .stopOnException()
                  .bean(Pages.class, "unpack")
                  .process(
                      e ->
                          happened.add(
                              e.getMessage().getHeader("relanceType")
                                  + " "
                                  + e.getMessage().getBody()))
                  .end()
                  .process(e -> happened.add("close"));
            }
          });
      camel.start();
      return camel
          .createProducerTemplate()
          .request("direct:read", e -> e.getMessage().setBody(pages));
    }
  }

  @Test
  void onePageAheadAtMost() throws Exception {
    Iterator<Page> pages = Pages.inTurn(List.of(part("1", "2"), part("3")));
    assertThat(split(pages).getMessage().getBody()).isSameAs(pages);
    assertThat(happened)
        .containsSubsequence("ask 2", "item [\"1\"]", "begin 3", "ask 3", "item [\"2\"]", "close");
  }

  @Test
  void troubleInMidReadingIsTheTroubleOfTheWhole() throws Exception {
    for (var first :
        List.of(
            List.of(part("1", "bad")),
            List.of(part("1"), part()),
            List.of(part()),
            List.of(part("bad")))) {
      List<Supplier<Iterator<Page>>> parts = new ArrayList<>(first);
      parts.add(part("3"));
      Exchange exchange = split(Pages.inTurn(parts));
      assertThat(exchange.getException()).isInstanceOf(SourceTrouble.class).hasMessage("it lies");
    }
    assertThat(happened).contains("ask 1").doesNotContain("ask 3", "close");
  }

  @Test
  void aPageHasItsBounds() {
    ArrayNode rows = Http.JSON.createArrayNode();
    for (int i = 0; i <= Page.MOST; i++) {
      rows.add(i);
    }
    assertThatThrownBy(() -> new Page("item", rows)).hasMessageContaining("1001 item records");
  }
}
