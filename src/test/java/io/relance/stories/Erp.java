package io.relance.stories;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.connector.SourceTrouble;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The ERPs of the story that is told, one per source: their test connector
 * (resources/connectors/story) calls them by type. One company each, in memory.
 */
public final class Erp {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Erp> TOLD = new ConcurrentHashMap<>();

  private final Clock clock;
  private final String zone;
  private final Map<String, Map<String, Object>> debtors = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> items = new LinkedHashMap<>();
  private final List<Map<String, Object>> payments = new ArrayList<>();
  private final Map<String, String> markers = new ConcurrentHashMap<>();
  private volatile boolean down;

  private Erp(Clock clock, String zone) {
    this.clock = clock;
    this.zone = zone;
  }

  /** From now on the connectors of that source find this one. */
  static Erp open(String source, Clock clock, String zone) {
    Erp erp = new Erp(clock, zone);
    TOLD.put(source, erp);
    return erp;
  }

  /** From now on it does not answer, or does again. */
  void down(boolean now) {
    down = now;
  }

  private static Erp told(Exchange exchange) {
    var source = exchange.getProperty("source", String.class);
    var erp = TOLD.get(source);
    if (erp.down) {
      throw new SourceTrouble(SourceTrouble.Kind.UNREACHABLE, source + " does not answer");
    }
    return erp;
  }

  /** A debtor or an item as it is from now on; what is not named stays as it was. */
  synchronized void given(Map<String, Object> change) {
    var fields = new HashMap<>(change);
    fields.replaceAll(
        (key, value) -> "yes".equals(value) || "no".equals(value) ? value.equals("yes") : value);
    boolean item = change.containsKey("item");
    var key = String.valueOf(fields.remove(item ? "item" : "debtor"));
    var paid = fields.remove("paid");
    var known = (item ? items : debtors).computeIfAbsent(key, k -> fresh(k, item));
    known.putAll(fields);
    if (paid != null) {
      paid(key, known, paid, fields.remove("paidOn"));
    }
  }

  /** A payment of the item: what is open of it, the story says beside it. */
  private void paid(String key, Map<String, Object> item, Object amount, @Nullable Object on) {
    item.remove("paidOn");
    var today = LocalDate.ofInstant(clock.instant(), ZoneId.of(zone)).toString();
    payments.add(
        Map.of(
            "key",
            key + "/" + payments.size(),
            "item",
            key,
            "debtor",
            item.get("debtor"),
            "paidOn",
            on == null ? today : on,
            "amount",
            amount,
            "currency",
            "EUR"));
  }

  private static Map<String, Object> fresh(String key, boolean item) {
    var fields = new HashMap<String, Object>(Map.of("key", key));
    if (item) {
      fields.putAll(Map.of("number", key, "document", key, "currency", "EUR"));
    } else {
      fields.putAll(Map.of("name", key, "email", key + "@debtor.example"));
    }
    return fields;
  }

  Map<String, String> markers() {
    return markers;
  }

  private synchronized List<Map<String, Object>> itemRecords() {
    var records = new ArrayList<Map<String, Object>>();
    for (var item : items.values()) {
      var record = new HashMap<>(item);
      var open = new BigDecimal(String.valueOf(item.get("open")));
      record.putIfAbsent("kind", open.signum() < 0 ? "credit" : "invoice");
      record.putIfAbsent("original", item.get("open"));
      item.putIfAbsent("original", item.get("open"));
      records.add(record);
    }
    return records;
  }

  private synchronized List<Map<String, Object>> debtorRecords() {
    return debtors.values().stream()
        .map(debtor -> without(without(without(debtor, "email"), "executive"), "mobile"))
        .toList();
  }

  private static Map<String, Object> without(Map<String, Object> map, String key) {
    var rest = new HashMap<>(map);
    rest.remove(key);
    return rest;
  }

  private synchronized List<Map<String, Object>> contactRecords() {
    var contacts = new ArrayList<Map<String, Object>>();
    for (var debtor : debtors.values()) {
      contact(debtor, "email", "billing").ifPresent(contacts::add);
      contact(debtor, "executive", "executive").ifPresent(contacts::add);
    }
    return contacts;
  }

  private static Optional<Map<String, Object>> contact(
      Map<String, Object> debtor, String field, String role) {
    var contact = new HashMap<String, Object>();
    var email = debtor.getOrDefault(field, "none");
    if (!email.equals("none")) {
      contact.put("email", email);
    }
    if (role.equals("billing") && debtor.containsKey("mobile")) {
      contact.put("mobile", debtor.get("mobile"));
    }
    if (contact.isEmpty()) {
      return Optional.empty();
    }
    contact.putAll(
        Map.of("key", role + "-" + debtor.get("key"), "debtor", debtor.get("key"), "role", role));
    return Optional.of(contact);
  }

  public static String company(Exchange exchange) {
    var told = told(exchange);
    return json(
        List.of(
            Map.of(
                "key",
                "1",
                "name",
                "ACME",
                "zone",
                told.zone,
                "currency",
                "EUR",
                "email",
                "compta@acme.example")));
  }

  public static String debtors(Exchange exchange) {
    return json(told(exchange).debtorRecords());
  }

  public static String contacts(Exchange exchange) {
    return json(told(exchange).contactRecords());
  }

  public static String items(Exchange exchange) {
    return json(told(exchange).itemRecords());
  }

  public static String payments(Exchange exchange) {
    return json(told(exchange).paymentRecords());
  }

  private synchronized List<Map<String, Object>> paymentRecords() {
    return List.copyOf(payments);
  }

  /** A proof that fits. */
  public static Map<String, Object> proof(Exchange exchange) {
    var told = told(exchange);
    var sum = BigDecimal.ZERO;
    int open = 0;
    for (var item : told.itemRecords()) {
      var amount = new BigDecimal(String.valueOf(item.get("open")));
      sum = sum.add(amount);
      open += amount.signum() == 0 ? 0 : 1;
    }
    return Map.of(
        "cursor",
        "c",
        "mark",
        "1",
        "identity",
        "story",
        "clock",
        told.clock.instant().toString(),
        "items",
        open,
        "totals",
        Map.of("EUR", sum.toPlainString()));
  }

  /** The items of these keys as they are now. */
  public static Map<String, Object> recheck(List<String> keys, Exchange exchange) {
    var found =
        told(exchange).itemRecords().stream()
            .filter(item -> keys.contains(item.get("key")))
            .toList();
    return Map.of("item", json(found));
  }

  /** Notes are taken as they come; a marker is put on its debtor, or taken away. */
  public static String writeback(Exchange exchange) {
    var told = told(exchange);
    if ("marker".equals(exchange.getProperty("writebackKind"))) {
      var debtor = exchange.getProperty("writebackTarget", String.class);
      var marker = exchange.getProperty("marker", String.class);
      if (marker == null) {
        told.markers.remove(debtor);
      } else {
        told.markers.put(debtor, marker);
      }
    }
    return "done";
  }

  private static String json(Object records) {
    try {
      return JSON.writeValueAsString(records);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
