package io.relance.connector.sageaccounting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.Http;
import io.relance.connector.Page;
import io.relance.connector.Pages;
import io.relance.connector.SourceTrouble.Kind;
import io.relance.connector.Told;
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
  private final List<Told> all = new ArrayList<>();
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
      parts.add(() -> owed(list));
      if (since != null) {
        parts.add(() -> removed("/" + list, new Owed(talk, list)));
      }
    }
    if (since != null) {
      parts.add(() -> each("/contact_allocations", this::allocated));
      parts.add(() -> each("/contact_allocations", "deleted_since", new Told(), this::allocated));
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
    return each(path, "updated_or_created_since", new Told(), step);
  }

  private Iterator<Page> owed(String list) {
    Told told = new Told();
    all.add(told);
    Owed owed = new Owed(talk, list);
    return each("/" + list, "updated_or_created_since", told, rows -> items(owed, told, rows));
  }

  private Iterator<Page> each(String path, String parameter, Told told, Step step) {
    Listing listing = new Listing(talk, path + since(parameter));
    return new Iterator<>() {
      private Iterator<Page> ready = List.<Page>of().iterator();

      @Override
      public boolean hasNext() {
        while (!ready.hasNext() && listing.hasNext()) {
          if (listing.anew()) {
            told.again();
          }
          ready = step.of(listing.next()).iterator();
        }
        if (!ready.hasNext() && told.lost() > 0) {
          throw talk.trouble(
              path,
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

  private List<Page> items(Owed owed, Told told, List<JsonNode> rows) {
    ArrayNode items = Http.JSON.createArrayNode();
    ArrayNode documents = Http.JSON.createArrayNode();
    ArrayNode strangers = Http.JSON.createArrayNode();
    ArrayNode payments = Http.JSON.createArrayNode();
    for (JsonNode row : rows) {
      documents.addObject().put("key", owed.key(row));
      owed.item(row)
          .filter(item -> wanted(item, told))
          .ifPresent(
              item -> {
                items.add(item);
                told.open(text(item, "key"), left(item), text(item, "currency"));
                stranger(item, row, strangers);
              });
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

  /**
   * A sweep leaves out what is settled, unless it told it as open before: in a delta it tells that
   * it is.
   */
  private boolean wanted(ObjectNode item, Told told) {
    return told.before(text(item, "key")) || since != null || left(item).signum() != 0;
  }

  private static BigDecimal left(ObjectNode item) {
    return new BigDecimal(text(item, "open"));
  }

  private static String text(ObjectNode item, String field) {
    return item.path(field).asText();
  }

  private void stranger(ObjectNode item, JsonNode row, ArrayNode strangers) {
    if (since == null && debtors.add(text(item, "debtor"))) {
      JsonNode contact = row.path("contact");
      String name = People.text(row.path("contact_name"));
      strangers.add(
          People.debtor(contact, name == null ? contact.path("displayed_as").asText("?") : name));
    }
  }

  /**
   * Whether an allocation, or its end, touches its invoices is not known: those it names are read
   * again.
   */
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
        path,
        "deleted_since",
        new Told(),
        rows -> {
          ArrayNode documents = Http.JSON.createArrayNode();
          rows.forEach(row -> documents.addObject().put("key", owed.key(row)));
          List<Page> pages = new ArrayList<>();
          if (owed.list().equals(Owed.PAYMENTS)) {
            pages.addAll(allocated(rows));
          }
          return with(pages, new Page("document", documents));
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
    close.put("items", all.stream().mapToInt(Told::items).sum());
    Map<String, BigDecimal> totals = new TreeMap<>();
    all.forEach(told -> told.add(totals));
    Map<String, String> texts = new TreeMap<>();
    totals.forEach((currency, sum) -> texts.put(currency, sum.toPlainString()));
    close.put("totals", texts);
    return close;
  }
}
