package io.relance.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.demo.TinyHttp.Request;
import io.relance.demo.TinyHttp.Response;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A Sage Accounting 3.1 in memory, on a free port of this machine, with the traps of
 * connectors/sage-accounting/README.md and faults to be switched on. Built from documents, not
 * recorded from Sage.
 */
public final class SimulatedSageAccounting implements AutoCloseable {

  /** What can go wrong with it. */
  public enum Fault {
    /** 429 with Retry-After once */
    TOO_MANY,
    /** 503 without a word */
    UNAVAILABLE,
    /** a web page with status 200 */
    PAGE,
    /** the connection ends in the middle of an answer */
    CUT,
    /** 422 with an array of errors */
    UNPROCESSABLE,
    /** access tokens end before their time, once */
    REVOKED,
    FORBIDDEN
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Clock clock;
  private final SageTokens tokens;
  private final TinyHttp server;
  private final Map<String, Map<String, List<ObjectNode>>> businesses = new ConcurrentHashMap<>();
  private final Set<Fault> faults = ConcurrentHashMap.newKeySet();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private @Nullable Runnable betweenPages;
  private String disturbed = "";
  private int numbers;

  private SimulatedSageAccounting(Clock clock) throws IOException {
    this.clock = clock;
    this.tokens = new SageTokens(clock, Duration.ofMinutes(5));
    this.server = TinyHttp.start(this::answer);
  }

  public static SimulatedSageAccounting start(Clock clock) throws IOException {
    return new SimulatedSageAccounting(clock);
  }

  // --- what a source needs

  public String url() {
    return "http://127.0.0.1:" + server.port() + "/v3.1";
  }

  public String tokenUrl() {
    return "http://127.0.0.1:" + server.port() + "/token";
  }

  public String clientId() {
    return SageTokens.CLIENT;
  }

  public String clientSecret() {
    return SageTokens.SECRET;
  }

  /** What a person gets for his yes; serves as often as asked, unlike the real one. */
  public String code() {
    return SageTokens.CODE;
  }

  /** The refresh token that serves now, once. */
  public String refreshToken() {
    return tokens.refresh();
  }

  /** How many tokens it has given. */
  public int tokensGiven() {
    return tokens.given();
  }

  // --- what is in it

  public SimulatedSageAccounting business(String id, String name, String currency) {
    businesses.put(id, new ConcurrentHashMap<>());
    ObjectNode row = put(id, "businesses", id, name);
    row.put("name", name);
    row.putObject("base_currency").put("id", currency);
    row.putObject("country").put("id", "FR");
    return this;
  }

  public SimulatedSageAccounting contact(
      String business, String id, String name, @Nullable String email) {
    ObjectNode row = put(business, "contacts", id, name);
    row.put("name", name).put("reference", id.toUpperCase(java.util.Locale.ROOT));
    row.put("locale", "fr-FR").putNull("tax_number");
    row.putArray("contact_types").addObject().put("id", "CUSTOMER");
    ObjectNode person = row.putObject("main_contact_person");
    person.put("name", "Compta " + name).put("email", email);
    ObjectNode address = row.putObject("main_address");
    address
        .put("city", "Lyon")
        .put("postal_code", "69002")
        .put("address_line_1", "1 rue de la Paix");
    address.putObject("country").put("id", "FR");
    return this;
  }

  /**
   * An invoice of that day, due after so many; its amounts come as text, every second as numbers.
   */
  public SimulatedSageAccounting invoice(
      String business,
      String id,
      String contact,
      String date,
      String due,
      String total,
      String left) {
    ObjectNode row = document(business, "sales_invoices", id, contact, date, total, left);
    row.put("due_date", due).put("displayed_as", "SI-" + ++numbers);
    status(row, left.equals("0") ? "PAID" : left.equals(total) ? "UNPAID" : "PART_PAID");
    return this;
  }

  public SimulatedSageAccounting creditNote(
      String business, String id, String contact, String date, String total, String left) {
    ObjectNode row = document(business, "sales_credit_notes", id, contact, date, total, left);
    row.put("displayed_as", "SCN-" + ++numbers);
    status(row, left.equals("0") ? "PAID" : "UNPAID");
    return this;
  }

  /** A receipt of that day: so much of it for that invoice, so much left on account. */
  public SimulatedSageAccounting receipt(
      String business,
      String id,
      String contact,
      String date,
      String allocated,
      String invoice,
      String left) {
    ObjectNode row = put(business, "contact_payments", id, "Receipt " + id);
    row.put("date", date).put("reference", "VIR " + id);
    row.putObject("contact").put("id", contact).put("displayed_as", contact);
    row.putObject("currency").put("id", "EUR");
    row.putObject("transaction_type").put("id", "CUSTOMER_RECEIPT");
    if (left.equals("0")) {
      row.putNull("payment_on_account");
    } else {
      row.putObject("payment_on_account").put("total_amount", left).put("outstanding_amount", left);
    }
    ObjectNode part = row.putArray("allocated_artefacts").addObject().put("amount", allocated);
    part.putObject("artefact").put("id", invoice).put("$path", "/sales_invoices/" + invoice);
    return this;
  }

  public SimulatedSageAccounting quote(
      String business, String id, String contact, String date, String expires, String total) {
    ObjectNode row = document(business, "sales_quotes", id, contact, date, total, "0");
    row.put("quote_number", "SQ-" + ++numbers).put("expiry_date", expires);
    status(row, "SENT");
    return this;
  }

  private ObjectNode document(
      String business,
      String list,
      String id,
      String contact,
      String date,
      String total,
      String left) {
    ObjectNode row = put(business, list, id, "Document " + id);
    row.put("date", date).put("reference", "PO-" + id);
    row.putObject("contact").put("id", contact).put("displayed_as", contact);
    row.putObject("currency").put("id", "EUR");
    amount(row, "total_amount", total, numbers % 2 == 0);
    amount(row, "outstanding_amount", left, numbers % 2 == 0);
    return row;
  }

  private static void amount(ObjectNode row, String field, String value, boolean text) {
    if (text) {
      row.put(field, value + (value.contains(".") ? "" : ".0"));
    } else {
      row.put(field, new java.math.BigDecimal(value));
    }
  }

  private ObjectNode put(String business, String list, String id, String shown) {
    ObjectNode row = JSON.createObjectNode().put("id", id).put("displayed_as", shown);
    row.put("$path", "/" + list + "/" + id).put("updated_at", clock.instant().toString());
    row.putNull("deleted_at");
    rows(business, list).add(row);
    return row;
  }

  private static void status(ObjectNode row, String id) {
    row.putObject("status").put("id", id);
  }

  /** Changes an invoice: what is left of it, and its status. */
  public void change(String business, String id, String left, String status, boolean touches) {
    ObjectNode row = find(business, "sales_invoices", id).orElseThrow();
    amount(row, "outstanding_amount", left, true);
    status(row, status);
    if (touches) {
      row.put("updated_at", clock.instant().toString());
    }
  }

  /** Takes an invoice away: lists no longer show it, deleted_since does. */
  public void delete(String business, String id) {
    delete(business, "sales_invoices", id);
  }

  /** Takes a row of that list away, such as a receipt of contact_payments. */
  public void delete(String business, String list, String id) {
    find(business, list, id).orElseThrow().put("deleted_at", clock.instant().toString());
  }

  private List<ObjectNode> rows(String business, String list) {
    return businesses.get(business).computeIfAbsent(list, l -> new CopyOnWriteArrayList<>());
  }

  private Optional<ObjectNode> find(String business, String list, String id) {
    return rows(business, list).stream()
        .filter(row -> row.path("id").asText().equals(id) && row.path("deleted_at").isNull())
        .findFirst();
  }

  // --- faults

  public void suffer(Fault fault) {
    faults.add(fault);
  }

  public void recover() {
    faults.clear();
  }

  /** Puts the last contact of a business before all others, as a list sorted by name would. */
  public void first(String business) {
    List<ObjectNode> rows = rows(business, "contacts");
    rows.add(0, rows.remove(rows.size() - 1));
  }

  /** Happens once, before the second page of that list is answered. */
  public void betweenPages(String list, Runnable event) {
    disturbed = list;
    betweenPages = event;
  }

  /** Every question so far but those for tokens. */
  public List<String> calls() {
    return calls;
  }

  // --- answers

  private synchronized Response answer(Request request) {
    return request.path().equals("/token")
        ? tokens.answer(request).dated(clock.instant())
        : called(request).dated(clock.instant());
  }

  private Response called(Request request) {
    calls.add(request.path());
    if (faults.remove(Fault.REVOKED)) {
      tokens.revoke();
    }
    if (!tokens.lets(request)) {
      return errors(401, "Unauthorized", "the token is not valid");
    }
    if (faults.remove(Fault.TOO_MANY)) {
      return errors(429, "TooManyRequests", "slow down").with("Retry-After", "1");
    }
    if (faults.contains(Fault.UNAVAILABLE)) {
      return Response.html(503, "");
    }
    if (faults.contains(Fault.PAGE)) {
      return Response.html(200, "<html>Maintenance</html>");
    }
    if (faults.contains(Fault.FORBIDDEN)) {
      return errors(403, "Forbidden", "no access to Sales");
    }
    if (faults.contains(Fault.UNPROCESSABLE)) {
      return errors(422, "UnprocessableEntity", "attributes is not valid");
    }
    Response good = data(request);
    return faults.contains(Fault.CUT) ? good.cut() : good;
  }

  private static Response errors(int status, String code, String message) {
    ArrayNode errors = JSON.createArrayNode();
    errors
        .addObject()
        .put("$severity", "error")
        .put("$dataCode", code)
        .put("$message", message)
        .put("$source", "");
    return Response.json(status, errors.toString());
  }

  private Response data(Request request) {
    String[] parts = request.path().split("[?]", 2);
    String[] path = parts[0].replaceFirst("^/v3.1/", "").split("/");
    Map<String, String> query = SageTokens.form(parts.length == 1 ? "" : parts[1]);
    String business = request.header("x-business");
    if (path[0].equals("businesses")) {
      List<ObjectNode> all = new ArrayList<>();
      businesses.forEach((id, lists) -> all.addAll(lists.get("businesses")));
      return page(path[0], all, query);
    }
    if (!businesses.containsKey(business)) {
      return errors(404, "RecordNotFound", "no such business");
    }
    if (path.length == 2) {
      return find(business, path[0], path[1])
          .map(row -> Response.json(200, row.toString()))
          .orElseGet(() -> errors(404, "RecordNotFound", "not found"));
    }
    if (path[0].equals(disturbed) && "2".equals(query.get("page")) && betweenPages != null) {
      Runnable event = betweenPages;
      betweenPages = null;
      event.run();
    }
    return page(path[0], wanted(rows(business, path[0]), query), query);
  }

  private static List<ObjectNode> wanted(List<ObjectNode> rows, Map<String, String> query) {
    String since = query.get("updated_or_created_since");
    String deleted = query.get("deleted_since");
    return rows.stream()
        .filter(row -> row.path("deleted_at").isNull() == (deleted == null))
        .filter(row -> since == null || !at(row, "updated_at").isBefore(Instant.parse(since)))
        .filter(row -> deleted == null || at(row, "deleted_at").isAfter(Instant.parse(deleted)))
        .toList();
  }

  private static Instant at(ObjectNode row, String field) {
    return Instant.parse(row.path(field).asText());
  }

  /** A page beyond the last is the last once more; without attributes=all only id and name come. */
  private Response page(String list, List<ObjectNode> rows, Map<String, String> query) {
    int size = Math.min(200, Integer.parseInt(query.getOrDefault("items_per_page", "20")));
    int asked = Integer.parseInt(query.getOrDefault("page", "1"));
    int last = Math.max(1, (rows.size() + size - 1) / size);
    int page = Math.min(asked, last);
    ObjectNode answer = JSON.createObjectNode().put("$total", rows.size()).put("$page", page);
    next(answer, "$next", page < last ? "/" + list + "?page=" + (page + 1) : null);
    next(answer, "$back", page > 1 ? "/" + list + "?page=" + (page - 1) : null);
    answer.put("$itemsPerPage", size);
    ArrayNode items = answer.putArray("$items");
    for (ObjectNode row : rows.subList((page - 1) * size, Math.min(rows.size(), page * size))) {
      items.add("all".equals(query.get("attributes")) ? row : bare(row));
    }
    return Response.json(200, answer.toString());
  }

  private static void next(ObjectNode answer, String field, @Nullable String path) {
    answer.put(field, path);
  }

  private static JsonNode bare(ObjectNode row) {
    ObjectNode bare = JSON.createObjectNode();
    for (Iterator<String> names = List.of("id", "displayed_as", "$path").iterator();
        names.hasNext(); ) {
      String name = names.next();
      bare.set(name, row.get(name));
    }
    return bare;
  }

  @Override
  public void close() {
    server.close();
  }
}
