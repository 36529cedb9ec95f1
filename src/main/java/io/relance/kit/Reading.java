package io.relance.kit;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.Http;
import io.relance.connector.SourceTrouble;
import io.relance.ledger.Proof;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one sweep handed on, and how it ended; believed or not as the hub believes. */
final class Reading implements Stage.Taker {

  /** One page as it came to the ledger. */
  record Page(String type, List<JsonNode> records) {}

  private final Schemas schemas;
  private final List<Page> pages = new ArrayList<>();
  private @Nullable JsonNode close;
  private @Nullable Throwable failure;

  Reading(Schemas schemas) {
    this.schemas = schemas;
  }

  @Override
  public void page(String type, List<JsonNode> records) {
    pages.add(new Page(type, records));
  }

  @Override
  public void closed(Map<?, ?> proof) {
    close = Http.JSON.valueToTree(proof);
  }

  void failed(Throwable cause) {
    failure = cause;
  }

  List<Page> pages() {
    return pages;
  }

  List<Page> pages(String type) {
    return pages.stream().filter(page -> page.type().equals(type)).toList();
  }

  List<JsonNode> records(String type) {
    return pages(type).stream().flatMap(page -> page.records().stream()).toList();
  }

  /** By key; a record that came twice counts as it came last. */
  Map<String, JsonNode> last(String type) {
    Map<String, JsonNode> last = new LinkedHashMap<>();
    records(type).forEach(record -> last.put(record.path("key").asText(), record));
    return last;
  }

  Optional<JsonNode> close() {
    return Optional.ofNullable(close);
  }

  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** The trouble the connector raised, when it did. */
  Optional<SourceTrouble> trouble() {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof SourceTrouble trouble) {
        return Optional.of(trouble);
      }
    }
    return Optional.empty();
  }

  /** How it ended, in words. */
  String ending() {
    return trouble()
        .map(trouble -> "trouble " + trouble.kind() + ": " + trouble.getMessage())
        .or(() -> failure().map(e -> "it failed: " + e))
        .or(() -> close().map(proof -> "closed with " + proof))
        .orElse("it ended without a close");
  }

  /** Why the hub settles nothing of it: trouble, no close, or what came belies the proof. */
  Optional<String> refusal() {
    return failure().isPresent() || close().isEmpty()
        ? Optional.of(ending())
        : doubts().stream().findFirst();
  }

  /** What the hub would hold against it: records that are none, a proof that does not fit. */
  List<String> doubts() {
    List<String> doubts = new ArrayList<>(faults());
    if (doubts.isEmpty() && close != null) {
      strangers(doubts);
      count(doubts);
    }
    return doubts;
  }

  /** Everything the schemas hold against its records. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    for (Page page : pages) {
      for (JsonNode record : page.records()) {
        String name = page.type() + " " + record.path("key").asText("without key");
        schemas.faults(page.type(), record).forEach(fault -> faults.add(name + ": " + fault));
      }
    }
    return faults;
  }

  private void strangers(List<String> doubts) {
    Map<String, JsonNode> debtors = last("debtor");
    for (String type : List.of("item", "quote", "contact")) {
      for (JsonNode record : records(type)) {
        String debtor = record.path("debtor").asText();
        boolean settled = type.equals("item") && open(record).signum() == 0;
        if (!settled && !debtors.containsKey(debtor)) {
          String key = record.path("key").asText();
          doubts.add(type + " " + key + " names debtor " + debtor + ", who did not come");
        }
      }
    }
  }

  private void count(List<String> doubts) {
    try {
      Proof proof = Proof.of(Http.JSON.convertValue(close, Map.class));
      Map<String, BigDecimal> sums = totals();
      long items = openItems();
      if (proof.items() == null) {
        doubts.add("the close lacks items: the ERP's own count of open items");
      } else if (proof.items() != items) {
        doubts.add(items + " open items came, the ERP counts " + proof.items());
      }
      if (!proof.totals().isEmpty()) {
        proof.totals().forEach((currency, total) -> differ(currency, sums, total, doubts));
        sums.keySet().stream()
            .filter(currency -> !proof.totals().containsKey(currency))
            .forEach(currency -> differ(currency, sums, BigDecimal.ZERO, doubts));
      }
    } catch (IllegalArgumentException e) {
      doubts.add("the close: " + e.getMessage());
    }
  }

  private static void differ(
      String currency, Map<String, BigDecimal> sums, BigDecimal total, List<String> doubts) {
    BigDecimal sum = sums.getOrDefault(currency, BigDecimal.ZERO);
    if (sum.compareTo(total) != 0) {
      doubts.add(sum + " " + currency + " came, the ERP says " + total);
    }
  }

  /** How many items with something open came. */
  long openItems() {
    return last("item").values().stream().filter(item -> open(item).signum() != 0).count();
  }

  private Map<String, BigDecimal> totals() {
    Map<String, BigDecimal> sums = new TreeMap<>();
    last("item")
        .values()
        .forEach(item -> sums.merge(item.path("currency").asText(), open(item), BigDecimal::add));
    return sums;
  }

  /** What is open of it, signed. */
  static BigDecimal open(JsonNode item) {
    return new BigDecimal(item.path("open").asText("0"));
  }
}
