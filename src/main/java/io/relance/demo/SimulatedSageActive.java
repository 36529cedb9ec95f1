package io.relance.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.demo.TinyHttp.Request;
import io.relance.demo.TinyHttp.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Sage Active, GraphQL V2, in memory, on a free port of this machine, with the traps of
 * connectors/sage-active/README.md and faults to be switched on. Built from documents, not recorded
 * from Sage.
 */
public final class SimulatedSageActive implements AutoCloseable {

  /** What can go wrong with it. */
  public enum Fault {
    /** 429 with Retry-After, once */
    TOO_MANY,
    /** 503 without a word */
    UNAVAILABLE,
    /** a web page with status 200 */
    PAGE,
    /** the connection ends in the middle of an answer */
    CUT,
    /** errors[] with status 200: a field that is not there */
    NO_SUCH_FIELD,
    /** errors[] beside data, with status 200 */
    HALF,
    /** access tokens end before their time, once */
    REVOKED
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "demo-subscription-0123456789";
  private static final String TENANT = "tenant-1";
  private static final int MOST = 200;
  private static final Pattern LIST =
      Pattern.compile("\\b(salesInvoiceOpenItems|customers|salesQuotes)\\b");
  private static final Pattern SINCE = Pattern.compile("modificationDate: \\{gte: \"([^\"]+)\"");
  private static final Pattern IDS = Pattern.compile("id: \\{in: \\[([^\\]]*)\\]");

  private final Clock clock;
  private final SageTokens tokens;
  private final TinyHttp server;
  private final Map<String, Map<String, List<ObjectNode>>> organisations =
      new ConcurrentHashMap<>();
  private final Set<Fault> faults = ConcurrentHashMap.newKeySet();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private @Nullable Runnable betweenPages;

  private SimulatedSageActive(Clock clock) throws IOException {
    this.clock = clock;
    this.tokens = new SageTokens(clock, Duration.ofHours(8));
    this.server = TinyHttp.start(this::answer);
  }

  public static SimulatedSageActive start(Clock clock) throws IOException {
    return new SimulatedSageActive(clock);
  }

  // --- what a source needs

  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  public String tokenUrl() {
    return url() + "/connect/token";
  }

  public String clientId() {
    return SageTokens.CLIENT;
  }

  public String clientSecret() {
    return SageTokens.SECRET;
  }

  public String subscriptionKey() {
    return KEY;
  }

  public String tenant() {
    return TENANT;
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

  public SimulatedSageActive organisation(String id) {
    organisations.put(id, new ConcurrentHashMap<>());
    return this;
  }

  public SimulatedSageActive customer(
      String organisation, String id, String name, @Nullable String email) {
    ObjectNode row = put(organisation, "customers", id);
    row.put("code", id.toUpperCase(Locale.ROOT)).put("socialName", name);
    row.putNull("vatNumber").putNull("documentId");
    ObjectNode address = row.putArray("addresses").addObject().put("isDefault", true);
    address.put("firstLine", "1 rue de la Paix").put("zipCode", "69002").put("city", "Lyon");
    address.put("countryIsoCodeAlpha2", "FR");
    ObjectNode contact = row.putArray("contacts").addObject().put("isDefault", true);
    contact.put("name", "Compta").putNull("surname").putArray("phones");
    ArrayNode emails = contact.putArray("emails");
    if (email != null) {
      emails.addObject().put("emailAddress", email);
    }
    return this;
  }

  /** One instalment of an invoice; an invoice of several has several. */
  public SimulatedSageActive item(
      String organisation,
      String id,
      String invoice,
      String customer,
      String due,
      String amount,
      String paid) {
    ObjectNode row = put(organisation, "salesInvoiceOpenItems", id);
    row.put("dueDate", due + "T00:00:00Z").put("salesInvoiceId", invoice).putNull("paymentMeanId");
    amounts(row, amount, paid);
    ObjectNode document = row.putObject("salesInvoice");
    document.put("operationalNumber", "FA-" + invoice).put("documentDate", "2026-10-01T00:00:00Z");
    document.put("status", "Posted");
    ObjectNode who = document.putObject("customer").put("id", customer);
    who.put("code", customer.toUpperCase(Locale.ROOT)).put("socialName", "Customer " + customer);
    return this;
  }

  private static void amounts(ObjectNode row, String amount, String paid) {
    row.put("amount", new BigDecimal(amount)).put("paidAmountAccumulated", new BigDecimal(paid));
    row.put(
        "status",
        paid.equals(amount) ? "COLLECTED" : paid.equals("0") ? "NOT_SPECIFIED" : "PARTIAL");
  }

  public SimulatedSageActive quote(
      String organisation, String id, String customer, String total, String status) {
    ObjectNode row = put(organisation, "salesQuotes", id);
    row.put("operationalNumber", "DE-" + id).put("documentDate", "2026-11-02T00:00:00Z");
    row.put("status", status).put("totalLiquid", new BigDecimal(total));
    row.putObject("customer").put("id", customer);
    return this;
  }

  private ObjectNode put(String organisation, String list, String id) {
    ObjectNode row = JSON.createObjectNode().put("id", id);
    row.put("creationDate", clock.instant().toString());
    row.put("modificationDate", clock.instant().toString());
    rows(organisation, list).add(row);
    return row;
  }

  /** A payment came: so much of the item is paid now. */
  public void paid(String organisation, String id, String paid) {
    ObjectNode row =
        rows(organisation, "salesInvoiceOpenItems").stream()
            .filter(one -> one.path("id").asText().equals(id))
            .findFirst()
            .orElseThrow();
    amounts(row, row.path("amount").decimalValue().toPlainString(), paid);
    row.put("modificationDate", clock.instant().toString());
  }

  /** Its invoice is being written still. */
  public void pending(String organisation, String id) {
    rows(organisation, "salesInvoiceOpenItems").stream()
        .filter(one -> one.path("id").asText().equals(id))
        .forEach(one -> ((ObjectNode) one.path("salesInvoice")).put("status", "Pending"));
  }

  /** Takes an open item away, with its invoice. */
  public void delete(String organisation, String id) {
    rows(organisation, "salesInvoiceOpenItems").removeIf(row -> row.path("id").asText().equals(id));
  }

  /** Puts the last open item before all others, so that all places move. */
  public void first(String organisation) {
    List<ObjectNode> rows = rows(organisation, "salesInvoiceOpenItems");
    rows.add(0, rows.remove(rows.size() - 1));
  }

  private List<ObjectNode> rows(String organisation, String list) {
    return organisations.get(organisation).computeIfAbsent(list, l -> new CopyOnWriteArrayList<>());
  }

  // --- faults

  public void suffer(Fault fault) {
    faults.add(fault);
  }

  public void recover() {
    faults.clear();
  }

  /** Happens once, before the second page of open items is answered. */
  public void betweenPages(Runnable event) {
    betweenPages = event;
  }

  /** The operations asked for so far. */
  public List<String> calls() {
    return calls;
  }

  // --- answers

  private synchronized Response answer(Request request) {
    return request.path().equals("/connect/token")
        ? tokens.answer(request).dated(clock.instant())
        : called(request).dated(clock.instant());
  }

  private Response called(Request request) {
    if (!KEY.equals(request.header("x-api-key"))) {
      return gateway(
          "Access denied due to invalid subscription key. Make sure to provide a valid key.");
    }
    if (faults.remove(Fault.REVOKED)) {
      tokens.revoke();
    }
    if (!tokens.lets(request)) {
      return gateway("JWT not present.");
    }
    if (faults.remove(Fault.TOO_MANY)) {
      return Response.json(429, "{\"statusCode\":429}").with("Retry-After", "1");
    }
    if (faults.contains(Fault.UNAVAILABLE)) {
      return Response.html(503, "");
    }
    if (faults.contains(Fault.PAGE)) {
      return Response.html(200, "<html>Maintenance</html>");
    }
    Response good = data(request);
    return faults.contains(Fault.CUT) ? good.cut() : good;
  }

  private static Response gateway(String message) {
    return Response.json(
        401, JSON.createObjectNode().put("statusCode", 401).put("message", message).toString());
  }

  private Response data(Request request) {
    String organisation = request.header("x-organizationid");
    if (!TENANT.equals(request.header("x-tenantid")) || !organisations.containsKey(organisation)) {
      return Response.json(400, "{\"Message\":\"Bad Request\",\"Code\":null}");
    }
    JsonNode asked = read(request.body());
    calls.add(asked.path("operationName").asText());
    if (faults.contains(Fault.NO_SUCH_FIELD)) {
      return errors("The field `vatNumber` does not exist on the type `Customer`.", null);
    }
    int first = asked.path("variables").path("first").asInt();
    if (first > MOST) {
      return errors("The maximum allowed operation complexity was exceeded.", null);
    }
    String query = asked.path("query").asText();
    Matcher list = LIST.matcher(query);
    if (!list.find()) {
      return errors("The field does not exist on the type `Query`.", null);
    }
    JsonNode after = asked.path("variables").path("after");
    ObjectNode page =
        page(
            list.group(1),
            wanted(organisation, list.group(1), query),
            first,
            after,
            organisation,
            query);
    return faults.contains(Fault.HALF)
        ? errors("Unexpected Execution Error", page)
        : Response.json(200, JSON.createObjectNode().set("data", page).toString());
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Response errors(String message, @Nullable ObjectNode data) {
    ObjectNode answer = JSON.createObjectNode();
    answer.putArray("errors").addObject().put("message", message);
    answer.set("data", data);
    return Response.json(200, answer.toString());
  }

  private List<ObjectNode> wanted(String organisation, String list, String query) {
    Matcher since = SINCE.matcher(query);
    Matcher ids = IDS.matcher(query);
    Instant from = since.find() ? Instant.parse(since.group(1)) : Instant.MIN;
    String keys = ids.find() ? ids.group(1) : null;
    return rows(organisation, list).stream()
        .filter(row -> !Instant.parse(row.path("modificationDate").asText()).isBefore(from))
        .filter(row -> keys == null || keys.contains('"' + row.path("id").asText() + '"'))
        .toList();
  }

  /** Cursors are places, as MA== for the first. */
  private ObjectNode page(
      String list,
      List<ObjectNode> found,
      int first,
      JsonNode after,
      String organisation,
      String query) {
    int from = after.isTextual() ? place(after.asText()) + 1 : 0;
    List<ObjectNode> rows = found;
    if (from > 0 && betweenPages != null && list.equals("salesInvoiceOpenItems")) {
      Runnable event = betweenPages;
      betweenPages = null;
      event.run();
      rows = wanted(organisation, list, query);
    }
    int to = Math.min(rows.size(), from + first);
    ObjectNode data = JSON.createObjectNode();
    ObjectNode connection = data.putObject(list).put("totalCount", rows.size());
    ObjectNode info = connection.putObject("pageInfo").put("hasNextPage", to < rows.size());
    info.put("endCursor", to > from ? cursor(to - 1) : null);
    ArrayNode edges = connection.putArray("edges");
    for (ObjectNode row : new ArrayList<>(rows.subList(Math.min(from, to), to))) {
      edges.addObject().set("node", row);
    }
    return data;
  }

  private static String cursor(int place) {
    return Base64.getEncoder()
        .encodeToString(String.valueOf(place).getBytes(StandardCharsets.UTF_8));
  }

  private static int place(String cursor) {
    return Integer.parseInt(new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.close();
  }
}
