package io.relance.connector.file;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes canonical records of a book: what is not lettered, and what is left of groups that do not
 * add up to nothing. Keys are customer, number, side and amount, so that an item keeps its key in
 * the next year's opening.
 */
final class FecLedger {
  private final FecBook book;
  private final FecRules rules;
  private final Sides sides;
  private final Spool spool;
  private final Letters letters = new Letters();
  private final Map<String, Integer> ranks = new HashMap<>();
  private final Map<Long, String> keys = new HashMap<>();
  private final Set<String> debtors = new HashSet<>();
  private final Map<String, BigDecimal> balance = new TreeMap<>();
  private long items;

  private FecLedger(FecBook book, FecRules rules, Sides sides, Spool spool) {
    this.book = book;
    this.rules = rules;
    this.sides = sides;
    this.spool = spool;
  }

  /** Writes every record into the spool. */
  static Snapshot write(FecBook book, FecRules rules, Sides sides, Spool spool) throws IOException {
    FecLedger ledger = new FecLedger(book, rules, sides, spool);
    book.each(ledger.letters::look);
    book.each(ledger::take);
    for (Letters.Rest rest : ledger.letters.rests()) {
      ledger.item(rest, ledger.keys.getOrDefault(rest.line().line(), ""));
    }
    return new Snapshot(ledger.items, ledger.balance, Map.of());
  }

  /** The balance is counted line by line, before anything is allocated. */
  private void take(FecLine line) throws IOException {
    if (letters.isClosed(line)) {
      return;
    }
    String key = key(line);
    Letters.Rest whole = letters.whole(line);
    balance.merge(currency(whole), whole.open(), BigDecimal::add);
    if (line.isLettered()) {
      letters.keep(line);
      keys.put(line.line(), key);
    } else {
      item(whole, key);
    }
  }

  /** Of equal lines only open ones take a rank: an opening does not repeat those that are paid. */
  private String key(FecLine line) {
    String number = (line.own() ? "/" : "/#") + line.number();
    String side = line.amount().signum() < 0 ? "/C" : "/D";
    String key = line.debtor() + number + side + line.amount().abs().toPlainString();
    int rank = ranks.merge(key, 1, Integer::sum);
    return rank == 1 ? key : key + "~" + rank;
  }

  private String currency(Letters.Rest rest) {
    return rest.currency().isEmpty() ? rules.currency() : rest.currency();
  }

  private void item(Letters.Rest rest, String key) throws IOException {
    FecLine line = rest.line();
    Side side = sides.of(line.debtor());
    if (debtors.add(line.debtor())) {
      side.write(line.debtor(), book.name(line.debtor()), spool);
    }
    boolean balanceOnly = book.openings().isBalance(line);
    spool.add(
        "item",
        json -> {
          json.writeStringField("key", key);
          json.writeStringField("document", line.debtor() + "/" + line.number());
          json.writeStringField("debtor", line.debtor());
          json.writeStringField("currency", currency(rest));
          json.writeStringField("kind", balanceOnly ? "entry" : book.journals().kind(line));
          json.writeStringField("number", line.number());
          json.writeStringField("issued", line.issued().toString());
          json.writeStringField("due", due(line, side).toString());
          json.writeStringField("original", rest.original().toPlainString());
          json.writeStringField("open", rest.open().toPlainString());
          side.writeItem(json);
          certainty(json, rest, balanceOnly);
        });
    items++;
  }

  private LocalDate due(FecLine line, Side side) {
    return line.amount().signum() < 0
        ? line.issued()
        : side.terms().orElse(rules.terms()).due(line.issued());
  }

  private static void certainty(JsonGenerator json, Letters.Rest rest, boolean balanceOnly)
      throws IOException {
    if (balanceOnly) {
      json.writeBooleanField("noFollowup", true);
      json.writeStringField("status", "opening balance without detail");
    } else if (rest.guessed()) {
      json.writeStringField(
          "status", "letter %s: oldest taken as paid first".formatted(rest.line().letter()));
    }
  }
}
