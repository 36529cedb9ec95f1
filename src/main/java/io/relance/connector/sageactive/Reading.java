package io.relance.connector.sageactive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.Http;
import io.relance.connector.Page;
import io.relance.connector.Pages;
import io.relance.connector.SourceTrouble.Kind;
import io.relance.connector.Told;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One sweep or delta of one organisation: the company as the settings have it, customers, what they
 * owe, quotes; rows in Sage's words, for the .jslt files. What it learns on its way is the close.
 */
final class Reading implements Iterator<Page> {
  private final Talk talk;
  private final @Nullable Instant since;
  private final Instant began;
  private final Set<String> debtors = new HashSet<>();
  private final Told told = new Told();
  private final Iterator<Page> pages;

  /**
   * @param since of a delta, null = everything
   * @param now ours; where the first answer tells its own, that counts
   */
  Reading(Talk talk, @Nullable Instant since, Instant now) {
    this.talk = talk;
    this.since = since;
    this.began = now;
    this.pages = Pages.inTurn(parts());
  }

  private List<Supplier<Iterator<Page>>> parts() {
    List<Supplier<Iterator<Page>>> parts = new ArrayList<>();
    parts.add(() -> List.of(company()).iterator());
    parts.add(() -> each("customers", "Customers", new Told(), this::customers));
    parts.add(() -> each("items", "Items", told, this::items));
    if (talk.access().quotes()) {
      parts.add(() -> each("quotes", "Quotes", new Told(), this::quotes));
    }
    return parts;
  }

  @Override
  public boolean hasNext() {
    return pages.hasNext();
  }

  @Override
  public Page next() {
    return pages.next();
  }

  private Iterator<Page> each(
      String question, String operation, Told told, Function<List<ObjectNode>, List<Page>> step) {
    String where = since == null ? "" : "{modificationDate: {gte: \"" + since + "\"}}";
    Connection list =
        new Connection(talk, question, since == null ? operation : operation + "Changed", where);
    return new Iterator<>() {
      private Iterator<Page> ready = List.<Page>of().iterator();

      @Override
      public boolean hasNext() {
        while (!ready.hasNext() && list.hasNext()) {
          if (list.anew()) {
            told.again();
          }
          ready = step.apply(list.next()).iterator();
        }
        if (!ready.hasNext() && told.lost() > 0) {
          throw talk.trouble(
              question,
              Kind.UNREACHABLE,
              told.lost() + " that came were taken away while it was read",
              "nothing; it is tried again");
        }
        return ready.hasNext();
      }

      @Override
      public Page next() {
        return ready.next();
      }
    };
  }

  private Page company() {
    ArrayNode rows = Http.JSON.createArrayNode();
    rows.addObject()
        .put("key", talk.organisation())
        .put("name", talk.access().companyName())
        .put("currency", talk.access().currency());
    return new Page("company", rows);
  }

  private List<Page> customers(List<ObjectNode> rows) {
    ArrayNode customers = Http.JSON.createArrayNode();
    ArrayNode contacts = Http.JSON.createArrayNode();
    for (ObjectNode row : rows) {
      if (row.path("socialName").asText("").isBlank()) {
        throw talk.drift("customers", "socialName (customer " + row.path("id").asText() + ")");
      }
      debtors.add(row.path("id").asText());
      customers.add(row);
      int rank = 0;
      for (JsonNode contact : row.path("contacts")) {
        contacts
            .addObject()
            .put("debtor", row.path("id").asText())
            .put("key", String.valueOf(++rank))
            .set("contact", contact);
      }
    }
    return pages(new Page("debtor", customers), new Page("contact", contacts));
  }

  private List<Page> items(List<ObjectNode> rows) {
    ArrayNode items = Http.JSON.createArrayNode();
    ArrayNode strangers = Http.JSON.createArrayNode();
    OpenItem work = new OpenItem(talk);
    for (ObjectNode row : rows) {
      ObjectNode item = work.of(row);
      BigDecimal left = new BigDecimal(item.path("open").asText());
      if (OpenItem.pending(item)) {
        left = BigDecimal.ZERO;
        item.put("open", "0");
      }
      boolean before = told.before(item.path("key").asText());
      if (left.signum() != 0 || before || since != null && !OpenItem.pending(item)) {
        items.add(item);
        told.open(item.path("key").asText(), left, talk.access().currency());
        stranger(item, strangers);
      }
    }
    return pages(new Page("debtor", strangers), new Page("item", items));
  }

  /** A customer who stands on an invoice and in no list any more. */
  private void stranger(ObjectNode item, ArrayNode strangers) {
    JsonNode customer = item.path("salesInvoice").path("customer");
    if (since == null && debtors.add(customer.path("id").asText())) {
      if (customer.path("socialName").asText("").isBlank()) {
        throw talk.drift("items", "customer { socialName }");
      }
      strangers.add(customer);
    }
  }

  private List<Page> quotes(List<ObjectNode> rows) {
    ArrayNode quotes = Http.JSON.createArrayNode();
    for (ObjectNode row : rows) {
      String amount = row.path("totalLiquid").asText();
      if (!amount.matches("-?[0-9.]+")) {
        throw talk.drift("quotes", "totalLiquid (quote " + row.path("id").asText() + ")");
      }
      quotes.add(row.put("currency", talk.access().currency()).put("amount", amount));
    }
    return pages(new Page("quote", quotes));
  }

  private static List<Page> pages(Page... some) {
    List<Page> pages = new ArrayList<>();
    for (Page page : some) {
      if (!page.rows().isEmpty()) {
        pages.add(page);
      }
    }
    return pages;
  }

  Map<String, Object> close() {
    Instant clock = talk.clock();
    Instant from = clock == null ? began : clock;
    Map<String, BigDecimal> totals = new HashMap<>();
    told.add(totals);
    Map<String, String> texts = new HashMap<>();
    totals.forEach((currency, sum) -> texts.put(currency, sum.toPlainString()));
    Map<String, Object> close = new HashMap<>();
    close.put("cursor", from.minus(Duration.ofMinutes(talk.access().overlapMinutes())).toString());
    close.put("identity", "sage-active/" + talk.access().tenant() + "/" + talk.organisation());
    close.put("clock", clock == null ? null : clock.toString());
    close.put("items", told.items());
    close.put("totals", texts);
    return close;
  }
}
