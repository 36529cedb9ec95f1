package io.relance.support;

import io.relance.ledger.Guards;
import io.relance.ledger.Proof;
import io.relance.ledger.RecordType;
import io.relance.ledger.Source;
import io.relance.store.Database;
import io.relance.store.LedgerStore;
import io.relance.store.Merge;
import io.relance.store.Sweep;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A pretended ERP company: what it holds, and sweeps of it into the ledger. */
public final class Feeding {
  public static final Instant NOON = Instant.parse("2026-11-21T11:00:00Z");

  private final Database database;
  private final LedgerStore ledger;
  private final String source;
  private final String key;
  private final Map<String, String> items = new LinkedHashMap<>();
  private final Map<String, Map<String, BigDecimal>> sums = new LinkedHashMap<>();
  private final Map<String, String> more = new LinkedHashMap<>();
  private Instant now = NOON;

  public Feeding(Database database, String key) {
    this(database, "acme", key);
  }

  public Feeding(Database database, String source, String key) {
    this.database = database;
    this.source = source;
    this.ledger = new LedgerStore(database, Guards.usual());
    this.key = key;
  }

  /** An open item of debtor D1..D9, due on the day. */
  public Feeding item(String item, String debtor, String currency, String open, String due) {
    return item(item, debtor, currency, open, due, "INV-" + item);
  }

  public Feeding item(
      String item, String debtor, String currency, String open, String due, String document) {
    items.put(
        item,
        """
        {"key":"%s","document":"%s","debtor":"%s","currency":"%s","kind":"invoice","number":"%s",
         "due":"%s","original":"%s","open":"%s"}"""
            .formatted(item, document, debtor, currency, document, due, open, open));
    sums.put(item, Map.of(currency, new BigDecimal(open)));
    return this;
  }

  /** More fields of that debtor's record, as JSON without braces. */
  public Feeding debtor(String debtor, String fields) {
    more.put(debtor, "," + fields);
    return this;
  }

  /** More fields of that item's record, as JSON without braces. */
  public Feeding more(String item, String fields) {
    items.computeIfPresent(item, (key, record) -> record.replaceFirst("}$", "," + fields + "}"));
    return this;
  }

  public Feeding without(String item) {
    items.remove(item);
    sums.remove(item);
    return this;
  }

  public Feeding later(Duration time) {
    now = now.plus(time);
    return this;
  }

  public Instant now() {
    return now;
  }

  public LedgerStore ledger() {
    return ledger;
  }

  public Sweep open() {
    return ledger.open(Source.able(source, "erp", List.of(key)), key, now);
  }

  /** Debtors D1..D9 with an address each, and all items. */
  public void deliver(Sweep sweep) {
    sweep.page(RecordType.DEBTOR, json(debtors()));
    sweep.page(RecordType.CONTACT, json(contacts()));
    sweep.page(RecordType.ITEM, items());
  }

  /** All items as one page. */
  public InputStream items() {
    return json(List.copyOf(items.values()));
  }

  /** As {@link #deliver}, the items a thousand at a time. */
  public void deliverInPages(Sweep sweep) {
    sweep.page(RecordType.DEBTOR, json(debtors()));
    sweep.page(RecordType.CONTACT, json(contacts()));
    List<String> all = List.copyOf(items.values());
    for (int i = 0; i < all.size(); i += 1_000) {
      sweep.page(RecordType.ITEM, json(all.subList(i, Math.min(i + 1_000, all.size()))));
    }
  }

  /** A proof that fits. */
  public Proof proof() {
    Map<String, BigDecimal> totals = new LinkedHashMap<>();
    sums.values().forEach(sum -> sum.forEach((c, a) -> totals.merge(c, a, BigDecimal::add)));
    long count =
        sums.values().stream().filter(s -> s.values().iterator().next().signum() != 0).count();
    return new Proof("c1", "100", "erp-1", now, count, totals);
  }

  /** A sweep (or delta) from open to settled; items that did not come are answered as gone. */
  public Merge.Outcome pull() {
    try (Sweep sweep = open()) {
      deliver(sweep);
      sweep.close(proof(), now);
      sweep.missing();
      return sweep.settle(now);
    }
  }

  public long company() {
    return database
        .jdbc()
        .sql("select id from company where source = ? and key = ?")
        .param(source)
        .param(key)
        .query(Long.class)
        .single();
  }

  public static InputStream json(List<String> records) {
    return new ByteArrayInputStream(
        ("[" + String.join(",", records) + "]").getBytes(StandardCharsets.UTF_8));
  }

  private List<String> debtors() {
    List<String> debtors = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      debtors.add(
          "{\"key\":\"D%d\",\"name\":\"Débiteur %d\",\"tags\":[\"a\",\"b \\\"c\\\"\"],\"country\":\"FR\"%s}"
              .formatted(i, i, more.getOrDefault("D" + i, "")));
    }
    return debtors;
  }

  private static List<String> contacts() {
    List<String> contacts = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      contacts.add(
          "{\"debtor\":\"D%d\",\"key\":\"C%d\",\"role\":\"billing\",\"email\":\"d%d@example.com\"}"
              .formatted(i, i, i));
    }
    return contacts;
  }
}
