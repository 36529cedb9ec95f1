package io.relance.connector.sageaccounting;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.relance.connector.Http;
import io.relance.connector.OAuth2;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** The actions, called by connectors/sage-accounting/*.kamelet.yaml; it reads and never writes. */
public final class SageAccounting {
  static final String ACCESS = "sageAccountingAccess";

  /** Puts lazy pages into the body: everything when there is no cursor, else what changed. */
  public void read(Exchange exchange) {
    String cursor = exchange.getProperty("cursor", String.class);
    Clock clock = exchange.getContext().getRegistry().lookupByNameAndType("clock", Clock.class);
    exchange
        .getMessage()
        .setBody(
            new Reading(
                talk(exchange), cursor == null ? null : Instant.parse(cursor), clock.instant()));
  }

  /** After the last page: the proof in the place of the pages. */
  public void conclude(Exchange exchange) {
    Reading reading = exchange.getMessage().getBody(Reading.class);
    exchange.getMessage().setBody(reading.close());
  }

  /** Reads the items whose keys are in the body, one by one. */
  public void recheck(Exchange exchange) {
    Talk talk = talk(exchange);
    ArrayNode items = Http.JSON.createArrayNode();
    for (Object key : exchange.getMessage().getBody(List.class)) {
      String[] parts = String.valueOf(key).split("/");
      if (parts.length == 2 && parts[0].matches("[a-z_]+") && parts[1].matches("[\\w-]+")) {
        Owed owed = new Owed(talk, parts[0]);
        talk.find("/" + key + "?attributes=all").flatMap(owed::item).ifPresent(items::add);
      }
    }
    exchange.getMessage().setBody(Map.of("item", items.toString()));
  }

  /** Who we are there, and which businesses we may see. */
  public void probe(Exchange exchange) {
    Talk talk = talk(exchange);
    Map<String, Object> answer = new HashMap<>();
    List<Object> companies = new ArrayList<>();
    Businesses.list(talk)
        .forEach(
            one ->
                companies.add(
                    Map.of("key", one.path("id").asText(), "name", one.path("name").asText())));
    Businesses.get(talk);
    new Listing(talk, "/sales_invoices").next();
    new Listing(talk, "/contact_payments").next();
    answer.put("version", "3.1");
    answer.put("identity", "sage-accounting/" + talk.business());
    answer.put("user", "whoever authorised the hub");
    answer.put("clock", talk.clock() == null ? null : String.valueOf(talk.clock()));
    answer.put("companies", companies);
    answer.put("problems", List.of());
    exchange.getMessage().setBody(answer);
  }

  /** Takes the code in the body; without one, answers where a person says yes. */
  public void authorise(Exchange exchange) {
    OAuth2 oauth =
        access(exchange).oauth(exchange.getContext(), exchange.getProperty("source", String.class));
    String code = exchange.getMessage().getBody(String.class);
    if (code == null) {
      exchange.getMessage().setBody(oauth.address());
    } else {
      oauth.take(code);
      exchange.getMessage().setBody("authorised");
    }
  }

  private static Access access(Exchange exchange) {
    return exchange.getProperty(ACCESS, Access.class);
  }

  private static Talk talk(Exchange exchange) {
    return access(exchange)
        .talk(
            exchange.getContext(),
            exchange.getProperty("source", String.class),
            exchange.getProperty("company", String.class));
  }
}
