package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.SourceTrouble.Kind;
import io.relance.connector.odoo.Reading.ItemRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Journal entries become items: each receivable line is one. An invoice's line is known by its rank
 * among the instalments, for Odoo deletes and re-creates lines when the terms change; a line of
 * another entry (a payment on account, an opening balance) by its own id.
 */
final class Documents {
  private static final int MOST_LINES = 5000;
  private static final Comparator<JsonNode> BY_MATURITY =
      Comparator.comparing(Documents::maturity).thenComparing(line -> line.path("id").asInt());

  private final Reading reading;
  private final Conversation talk;
  private final Consumer<ArrayNode> items;

  /** Emits the items as pages. */
  Documents(Reading reading) {
    this(reading, page -> reading.talk().emit("item", page));
  }

  Documents(Reading reading, Consumer<ArrayNode> items) {
    this.reading = reading;
    this.talk = reading.talk();
    this.items = items;
  }

  /** Reads these moves afresh, whatever their state, with all their receivable lines. */
  void read(List<Integer> ids, boolean nameDocuments) {
    talk.ask(
        Question.searchRead(
                "account.move",
                List.of(List.of("id", "in", ids)),
                talk.session().intersect("account.move", Fields.MOVE))
            .page(ids.size())
            .inCompany(reading.company()),
        this::lines);
    if (nameDocuments) {
      ArrayNode documents = Rows.array();
      ids.forEach(id -> documents.addObject().put("id", id));
      talk.then(() -> talk.emit("document", documents));
    }
  }

  /** Reads the receivable lines of these moves and makes their items. */
  void lines(JsonNode moves) {
    Map<Integer, ObjectNode> posted = new HashMap<>();
    for (JsonNode move : moves) {
      if (Rows.text(move, "state").equals("posted")) {
        posted.put(move.path("id").asInt(), named(Rows.object(move)));
      }
    }
    if (!posted.isEmpty()) {
      linesAfter(0, posted, new ArrayList<>());
    }
  }

  private void linesAfter(int last, Map<Integer, ObjectNode> moves, List<ObjectNode> heard) {
    List<Object> domain = new ArrayList<>();
    domain.add(List.of("move_id", "in", new TreeSet<>(moves.keySet())));
    domain.add(talk.session().receivable());
    domain.add(List.of("partner_id", "!=", false));
    domain.add(List.of("id", ">", last));
    talk.ask(
        Question.searchRead(
                "account.move.line",
                domain,
                talk.session().intersect("account.move.line", Fields.LINE))
            .page(MOST_LINES)
            .inCompany(reading.company()),
        rows -> {
          rows.forEach(row -> heard.add(asked(moves, Rows.object(row))));
          if (rows.size() == MOST_LINES) {
            talk.then(() -> linesAfter(Rows.lastId(rows), moves, heard));
          } else {
            reading.withCommercial(strangers(moves, heard), () -> join(moves, heard));
          }
        });
  }

  private ObjectNode asked(Map<Integer, ObjectNode> moves, ObjectNode line) {
    if (!moves.containsKey(Rows.id(line, "move_id"))) {
      throw talk.troubles("account.move.line/search_read")
          .trouble(
              Kind.LIES,
              "a line of another journal entry came than was asked for",
              "check the proxy before Odoo: it may keep answers that it must not keep");
    }
    for (String field : Fields.NEEDED.get("account.move.line")) {
      if (!line.has(field)) {
        throw talk.troubles("account.move.line/search_read")
            .trouble(
                Kind.DRIFT,
                "a line came without " + field,
                "the fields are looked up afresh at the next pull");
      }
    }
    return line;
  }

  /** Contacts on lines of other entries than invoices: the move does not say whose debt it is. */
  private Set<Integer> strangers(Map<Integer, ObjectNode> moves, List<ObjectNode> lines) {
    Set<Integer> partners = new TreeSet<>();
    for (ObjectNode line : lines) {
      if (!isInvoice(moves.get(Rows.id(line, "move_id")))) {
        partners.add(Rows.id(line, "partner_id"));
      }
    }
    return partners;
  }

  private void join(Map<Integer, ObjectNode> moves, List<ObjectNode> lines) {
    Map<Integer, List<ObjectNode>> byMove = new LinkedHashMap<>();
    lines.forEach(
        line ->
            byMove.computeIfAbsent(Rows.id(line, "move_id"), id -> new ArrayList<>()).add(line));
    ArrayNode page = Rows.array();
    byMove.forEach(
        (id, ofMove) -> {
          ObjectNode move = moves.get(id);
          ofMove.sort(BY_MATURITY);
          for (int rank = 1; rank <= ofMove.size(); rank++) {
            page.add(item(move, ofMove.get(rank - 1), rank));
          }
        });
    items.accept(page);
  }

  private ObjectNode item(ObjectNode move, ObjectNode line, int rank) {
    int id = line.path("id").asInt();
    boolean invoice = isInvoice(move);
    String key = move.path("id").asInt() + "/" + (invoice ? String.valueOf(rank) : "l" + id);
    int debtor =
        invoice
            ? Rows.id(move, "commercial_partner_id")
            : reading.commercial(Rows.id(line, "partner_id"));
    reading.tables().name(line, "currency_id", "res.currency");
    reading.customers().add(debtor);
    reading.lines().put(id, new ItemRef(key, debtor, Rows.text(line, "currency_id")));
    line.put("key", key).put("debtor", debtor).put("due", maturity(line));
    line.set("move", move);
    return line;
  }

  private ObjectNode named(ObjectNode move) {
    Tables tables = reading.tables();
    tables.name(move, "invoice_user_id", "res.users");
    tables.name(move, "partner_bank_id", "res.partner.bank");
    tables.name(move, "preferred_payment_method_line_id", "account.payment.method.line");
    move.put("url", talk.access().url());
    return move;
  }

  private static boolean isInvoice(JsonNode move) {
    return Reading.INVOICES.contains(Rows.text(move, "move_type"));
  }

  private static String maturity(JsonNode line) {
    String due = Rows.text(line, "date_maturity");
    return due.isEmpty() ? Rows.text(line, "date") : due;
  }
}
