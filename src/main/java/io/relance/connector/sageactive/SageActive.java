package io.relance.connector.sageactive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.Http;
import io.relance.connector.OAuth2;
import io.relance.connector.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** The actions, called by connectors/sage-active/*.kamelet.yaml; it reads and never writes. */
public final class SageActive {
  static final String ACCESS = "sageActiveAccess";
  private static final String COLLECTED = "sageActiveCollected";

  /** Puts lazy pages into the body: everything when there is no cursor, else what changed. */
  public void read(Exchange exchange) {
    String cursor = exchange.getProperty("cursor", String.class);
    Instant since = cursor == null ? null : Instant.parse(cursor);
    Clock clock = exchange.getContext().getRegistry().lookupByNameAndType("clock", Clock.class);
    exchange.getMessage().setBody(new Reading(talk(exchange), since, clock.instant()));
  }

  /** After the last page: the proof in the place of the pages. */
  public void conclude(Exchange exchange) {
    exchange.getMessage().setBody(exchange.getMessage().getBody(Reading.class).close());
  }

  /** Puts pages of the items whose keys are in the body into the body. */
  public void recheck(Exchange exchange) {
    Talk talk = talk(exchange);
    List<String> keys = new ArrayList<>();
    for (Object key : exchange.getMessage().getBody(List.class)) {
      if (String.valueOf(key).matches("[\\w-]+")) {
        keys.add(String.valueOf(key));
      }
    }
    exchange.setProperty(COLLECTED, Http.JSON.createArrayNode());
    List<Page> pages = new ArrayList<>();
    for (int i = 0; i < keys.size(); i += talk.access().pageSize()) {
      pages.addAll(
          byKey(talk, keys.subList(i, Math.min(keys.size(), i + talk.access().pageSize()))));
    }
    exchange.getMessage().setBody(pages.iterator());
  }

  private static List<Page> byKey(Talk talk, List<String> keys) {
    String ids = keys.stream().map(key -> '"' + key + '"').collect(Collectors.joining(", "));
    List<Page> pages = new ArrayList<>();
    new Connection(talk, "items", "ItemsByKey", "{id: {in: [" + ids + "]}}")
        .forEachRemaining(rows -> pages.add(page(talk, rows)));
    return pages;
  }

  private static Page page(Talk talk, List<ObjectNode> rows) {
    ArrayNode items = Http.JSON.createArrayNode();
    OpenItem work = new OpenItem(talk);
    rows.forEach(
        row -> {
          ObjectNode item = work.of(row);
          if (!OpenItem.pending(item)) {
            items.add(item);
          }
        });
    return new Page("item", items);
  }

  /** Keeps what the mapping made of a page. */
  public void collect(Exchange exchange) {
    try {
      JsonNode rows = Http.JSON.readTree(exchange.getMessage().getBody(String.class));
      ArrayNode all = exchange.getProperty(COLLECTED, ArrayNode.class);
      rows.forEach(all::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that was kept, as the answer. */
  public void collected(Exchange exchange) {
    exchange
        .getMessage()
        .setBody(Map.of("item", exchange.getProperty(COLLECTED, ArrayNode.class).toString()));
  }

  /** Whether every question that a sweep asks is answered. */
  public void probe(Exchange exchange) {
    Talk talk = talk(exchange);
    new Connection(talk, "customers", "Customers", "").next();
    new Connection(talk, "items", "Items", "").next();
    if (talk.access().quotes()) {
      new Connection(talk, "quotes", "Quotes", "").next();
    }
    Map<String, Object> answer = new HashMap<>();
    answer.put("version", "V2");
    answer.put("identity", "sage-active/" + talk.access().tenant() + "/" + talk.organisation());
    answer.put("user", "whoever authorised the hub");
    answer.put("clock", talk.clock() == null ? null : String.valueOf(talk.clock()));
    answer.put("companies", List.of(talk.organisation()));
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
