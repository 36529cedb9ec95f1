package io.relance.connector.sageaccounting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.Http;
import io.relance.connector.Page;
import io.relance.connector.Pages;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One sweep or delta of one business: the company, its contacts, what they owe, quotes. What it
 * learns on its way is the close.
 */
final class Reading implements Iterator<Page> {
  private static final String ALLOCATED = "/(sales_invoices|sales_credit_notes)/[A-Za-z0-9-]+";

  private final Talk talk;
  private final @Nullable Instant since;
  private final Instant began;
  private final Set<String> debtors = new HashSet<>();
  private final Map<String, BigDecimal> open = new HashMap<>();
  private final Map<String, String> currencies = new HashMap<>();
  private final Iterator<Page> pages;

  /**
   * @param since of a delta, null = everything
   * @param now ours; where the first answer tells its own, that counts
   */
  Reading(Talk talk, @Nullable Instant since, Instant now) {
    this.talk = talk;
    this.since = since;
    this.began = now.truncatedTo(ChronoUnit.SECONDS);
    this.pages = Pages.inTurn(parts());
  }

  private List<Supplier<Iterator<Page>>> parts() {
    List<Supplier<Iterator<Page>>> parts = new ArrayList<>();
    parts.add(() -> List.of(company()).iterator());
    parts.add(() -> each("/contacts", this::contacts));
    List<String> lists = new ArrayList<>(Owed.LISTS);
    lists.addAll(talk.access().others());
    for (String list : lists) {
      parts.add(() -> each("/" + list, rows -> items(new Owed(talk, list), rows)));
      if (since != null) {
        parts.add(() -> removed("/" + list, new Owed(talk, list)));
      }
    }
    if (since != null) {
      parts.add(() -> each("/contact_allocations", this::allocated));
    }
    if (talk.access().quotes()) {
      parts.add(() -> each("/sales_quotes", this::quotes));
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

  // --- pages

  private interface Step {
    List<Page> of(List<JsonNode> rows);
  }

  private Iterator<Page> each(String path, Step step) {
    return each(new Listing(talk, path + since("updated_or_created_since")), step);
  }

  private Iterator<Page> each(Listing listing, Step step) {
    return new Iterator<>() {
      private Iterator<Page> ready = List.<Page>of().iterator();

      @Override
      public boolean hasNext() {
        while (!ready.hasNext() && listing.hasNext()) {
          ready = step.of(listing.next()).iterator();
        }
        return ready.hasNext();
      }

      @Override
      public Page next() {
        return ready.next();
      }
    };
  }

  private String since(String parameter) {
    return since == null
        ? ""
        : "?" + parameter + "=" + URLEncoder.encode(since.toString(), StandardCharsets.UTF_8);
  }

  private Page company() {
    ArrayNode rows = Http.JSON.createArrayNode();
    rows.add(People.company(Businesses.get(talk)));
    return new Page("company", rows);
  }

  private List<Page> contacts(List<JsonNode> rows) {
    ArrayNode these = Http.JSON.createArrayNode();
    ArrayNode theirs = Http.JSON.createArrayNode();
    for (JsonNode row : rows) {
      String name = People.text(row.path("name"));
      if (name == null) {
        throw talk.drift("/contacts", "a name (" + row.path("displayed_as").asText() + ")");
      }
      debtors.add(row.path("id").asText());
      these.add(People.debtor(row, name));
      theirs.addAll(People.contacts(row));
    }
    return pages(new Page("debtor", these), new Page("contact", theirs));
  }

  private List<Page> items(Owed owed, List<JsonNode> rows) {
    ArrayNode items = Http.JSON.createArrayNode();
    ArrayNode documents = Http.JSON.createArrayNode();
    ArrayNode strangers = Http.JSON.createArrayNode();
    ArrayNode payments = Http.JSON.createArrayNode();
    for (JsonNode row : rows) {
      documents.addObject().put("key", owed.key(row));
      owed.item(row).filter(this::wanted).ifPresent(item -> take(item, row, items, strangers));
      if (owed.list().equals(Owed.PAYMENTS)) {
        Payments.of(row).forEach(payments::add);
      }
    }
    List<Page> pages = new ArrayList<>();
    if (since != null && owed.list().equals(Owed.PAYMENTS)) {
      pages.addAll(allocated(rows));
    }
    pages.addAll(pages(new Page("debtor", strangers), new Page("item", items)));
    pages.addAll(pages(new Page("payment", payments)));
    return since == null ? pages : with(pages, new Page("document", documents));
  }

  private static List<Page> with(List<Page> pages, Page one) {
    pages.addAll(pages(one));
    return pages;
  }

  /** A sweep leaves out what is settled: in a delta it tells that it is. */
  private boolean wanted(ObjectNode item) {
    return since != null || new BigDecimal(item.path("open").asText()).signum() != 0;
  }

  private void take(ObjectNode item, JsonNode row, ArrayNode items, ArrayNode strangers) {
    String debtor = item.path("debtor").asText();
    if (since == null && debtors.add(debtor)) {
      JsonNode contact = row.path("contact");
      String name = People.text(row.path("contact_name"));
      strangers.add(
          People.debtor(contact, name == null ? contact.path("displayed_as").asText("?") : name));
    }
    items.add(item);
    open.put(item.path("key").asText(), new BigDecimal(item.path("open").asText()));
    currencies.put(item.path("key").asText(), item.path("currency").asText());
  }

  /** Whether an allocation touches its invoices is not known: those it names are read again. */
  private List<Page> allocated(List<JsonNode> rows) {
    ArrayNode items = Http.JSON.createArrayNode();
    for (JsonNode row : rows) {
      for (JsonNode part : row.path("allocated_artefacts")) {
        String path = part.path("artefact").path("$path").asText("");
        if (path.matches(ALLOCATED)) {
          Owed owed = new Owed(talk, path.split("/")[1]);
          talk.find(path + "?attributes=all").flatMap(owed::item).ifPresent(items::add);
        }
      }
    }
    return pages(new Page("item", items));
  }

  private Iterator<Page> removed(String path, Owed owed) {
    return each(
        new Listing(talk, path + since("deleted_since")),
        rows -> {
          ArrayNode documents = Http.JSON.createArrayNode();
          rows.forEach(row -> documents.addObject().put("key", owed.key(row)));
          return pages(new Page("document", documents));
        });
  }

  private List<Page> quotes(List<JsonNode> rows) {
    ArrayNode quotes = Http.JSON.createArrayNode();
    rows.forEach(row -> quotes.add(People.quote(talk, row)));
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

  // --- the close

  Map<String, Object> close() {
    Map<String, Object> close = new HashMap<>();
    Instant clock = talk.clock();
    Instant from = clock == null ? began : clock;
    close.put("cursor", from.minus(Duration.ofMinutes(talk.access().overlapMinutes())).toString());
    close.put("identity", "sage-accounting/" + talk.business());
    close.put("clock", clock == null ? null : clock.toString());
    close.put("items", open.size());
    Map<String, BigDecimal> totals = new TreeMap<>();
    open.forEach((key, left) -> totals.merge(currencies.get(key), left, BigDecimal::add));
    Map<String, String> texts = new TreeMap<>();
    totals.forEach((currency, sum) -> texts.put(currency, sum.toPlainString()));
    close.put("totals", texts);
    return close;
  }
}
