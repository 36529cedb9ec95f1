package io.relance.demo;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.demo.TinyHttp.Request;
import io.relance.demo.TinyHttp.Response;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An Odoo in memory, on a free port of this machine: JSON-2 (19) and JSON-RPC (14 and 19) with the
 * traps of the real one, and faults to be switched on. Its content is a {@link OdooLedger}.
 */
public final class SimulatedOdoo implements AutoCloseable {

  /** What can go wrong with it. */
  public enum Fault {
    EXPIRED_KEY,
    WRONG_DATABASE,
    /** the connection ends in the middle of an answer */
    CUT,
    /** a login page with status 200 */
    LOGIN_PAGE,
    /** an answer without a body */
    EMPTY,
    /** the user sees an eighth of the invoices, and nobody says so */
    FEW_RIGHTS,
    /** the user may not read invoices */
    NO_RIGHTS,
    CLOCK_AHEAD,
    SLOW,
    UNAVAILABLE,
    TOO_MANY
  }

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final String KEY = "demo-key-0123456789";

  private final int major;
  private final Clock clock;
  private final TinyHttp server;
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Runnable> events = new ConcurrentHashMap<>();
  private final OdooLedger ledger;
  private volatile @Nullable Fault fault;
  private volatile int healthyCalls;
  private volatile Duration takes = Duration.ZERO;

  private SimulatedOdoo(int major, Clock clock) throws IOException {
    this.major = major;
    this.clock = clock;
    this.ledger = new OdooLedger(new OdooTables(major), clock);
    this.server = TinyHttp.start(this::answer);
  }

  /**
   * Starts an empty one.
   *
   * @param major 19 (JSON-2 and JSON-RPC) or 14 (JSON-RPC)
   */
  public static SimulatedOdoo start(int major, Clock clock) throws IOException {
    return new SimulatedOdoo(major, clock);
  }

  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  public String database() {
    return "demo";
  }

  public String login() {
    return "connector";
  }

  public String apiKey() {
    return KEY;
  }

  /** What it holds, and what its users do there. */
  public OdooLedger ledger() {
    return ledger;
  }

  /** The calls so far: model/method. */
  public List<String> calls() {
    return calls;
  }

  /** From now on it fails so. */
  public void fail(Fault how) {
    failAfter(0, how);
  }

  /** It fails so after that many more calls of model methods. */
  public void failAfter(int more, Fault how) {
    healthyCalls = more;
    fault = how;
  }

  /** Once, just before the next such call (model/method) is answered, this happens in Odoo. */
  public void meanwhile(String call, Runnable event) {
    events.put(call, event);
  }

  /** From now on each call of a model's method takes so long. */
  public void takes(Duration time) {
    takes = time;
  }

  public void heal() {
    fault = null;
  }

  private boolean isFailing(Fault how) {
    return fault == how && healthyCalls <= 0;
  }

  // --- transports

  private Response answer(Request request) {
    boolean call = request.path().startsWith("/json");
    if (call && fault != null && healthyCalls > 0) {
      healthyCalls--;
      return stamped(healthy(request));
    }
    Response response = broken(request);
    return stamped(response == null ? healthy(request) : response);
  }

  private Response stamped(Response response) {
    Instant now = clock.instant();
    return response.dated(isFailing(Fault.CLOCK_AHEAD) ? now.plus(Duration.ofHours(3)) : now);
  }

  private @Nullable Response broken(Request request) {
    if (isFailing(Fault.UNAVAILABLE)) {
      return Response.html(503, "<h1>Service Unavailable</h1>");
    }
    if (isFailing(Fault.TOO_MANY)) {
      return Response.html(429, "<h1>Too Many Requests</h1>");
    }
    if (isFailing(Fault.LOGIN_PAGE)) {
      return Response.html(200, "<!DOCTYPE html><html><form action='/web/login'></form></html>");
    }
    if (isFailing(Fault.EMPTY)) {
      return Response.json(200, "");
    }
    if (isFailing(Fault.WRONG_DATABASE) && request.path().startsWith("/json/2")) {
      return Response.html(404, "<h1>Not Found</h1>");
    }
    if (isFailing(Fault.CUT)) {
      return healthy(request).cut();
    }
    if (isFailing(Fault.SLOW)) {
      LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
    }
    return null;
  }

  private Response healthy(Request request) {
    String path = request.path();
    if (path.equals("/web/version") && major >= 17) {
      return Response.json(
          200,
          "{\"version_info\": ["
              + major
              + ", 0, 0, \"final\", 0, \"\"], \"version\": \""
              + major
              + ".0\"}");
    }
    if (path.equals("/jsonrpc")) {
      return jsonRpc(request.body());
    }
    if (path.startsWith("/json/2/") && major >= 19) {
      return json2(request);
    }
    return Response.html(404, "<!doctype html><title>404 Not Found</title>");
  }

  private Response json2(Request request) {
    String[] parts = request.path().split("/");
    try {
      String bearer = request.header("authorization");
      if (!bearer.equalsIgnoreCase("bearer " + KEY) || isFailing(Fault.EXPIRED_KEY)) {
        throw new OdooFault(401, "werkzeug.exceptions.Unauthorized", "Invalid apikey");
      }
      if (!request.header("x-odoo-database").equals(database())) {
        return Response.html(404, "<h1>Not Found</h1>");
      }
      ObjectNode args = (ObjectNode) JSON.readTree(request.body());
      JsonNode ids = args.remove("ids");
      return Response.json(200, call(parts[3], parts[4], ids(ids), args).toString());
    } catch (OdooFault e) {
      return Response.json(e.status(), error(e).toString());
    } catch (IOException e) {
      return Response.json(400, error(OdooFault.value(e.getMessage())).toString());
    }
  }

  private Response jsonRpc(String body) {
    ObjectNode envelope = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1);
    try {
      JsonNode params = JSON.readTree(body).path("params");
      JsonNode args = params.path("args");
      JsonNode result =
          params.path("service").asText().equals("common")
              ? common(params.path("method").asText(), args)
              : object(args);
      envelope.set("result", result);
    } catch (OdooFault e) {
      ObjectNode error = envelope.putObject("error");
      error.put("code", 0).put("message", "Odoo Server Error").set("data", error(e));
    } catch (IOException e) {
      return Response.json(400, "{}");
    }
    return Response.json(200, envelope.toString());
  }

  private JsonNode common(String method, JsonNode args) {
    if (method.equals("version")) {
      return JSON.createObjectNode().put("server_version", major + ".0");
    }
    database(args);
    boolean good =
        args.path(1).asText().equals(login())
            && args.path(2).asText().equals(KEY)
            && !isFailing(Fault.EXPIRED_KEY);
    return good
        ? JSON.getNodeFactory().numberNode(OdooMethods.UID)
        : JSON.getNodeFactory().booleanNode(false);
  }

  private JsonNode object(JsonNode args) {
    database(args);
    if (!args.path(2).asText().equals(KEY) || isFailing(Fault.EXPIRED_KEY)) {
      throw new OdooFault(200, "odoo.exceptions.AccessDenied", "Access Denied");
    }
    String method = args.path(4).asText();
    ArrayNode positional = (ArrayNode) args.path(5);
    ObjectNode named = (ObjectNode) args.path(6);
    List<Integer> ids = List.of();
    if (method.equals("create")) {
      if (positional.isEmpty()) {
        throw new OdooFault(200, "builtins.IndexError", "list index out of range");
      }
      named.set("vals_list", positional.get(0));
    } else if (method.equals("search") || method.equals("search_count")) {
      named.set("domain", positional.path(0));
    } else {
      ids = ids(positional.path(0));
    }
    if (method.equals("write")) {
      if (named.has("vals")) {
        throw OdooFault.type("write() got an unexpected keyword argument 'vals'");
      }
      named.set("vals", positional.path(1));
    }
    return call(args.path(3).asText(), method, ids, named);
  }

  private void database(JsonNode args) {
    if (!args.path(0).asText().equals(database()) || isFailing(Fault.WRONG_DATABASE)) {
      throw new OdooFault(
          200,
          "psycopg2.OperationalError",
          "FATAL:  database \"" + args.path(0).asText() + "\" does not exist");
    }
  }

  private JsonNode call(String model, String method, List<Integer> ids, ObjectNode args) {
    calls.add(model + "/" + method);
    LockSupport.parkNanos(takes.toNanos());
    Runnable event = events.remove(model + "/" + method);
    if (event != null) {
      event.run();
    }
    Set<String> forbidden =
        isFailing(Fault.NO_RIGHTS) ? Set.of("account.move", "account.move.line") : Set.of();
    boolean few = isFailing(Fault.FEW_RIGHTS);
    return ledger.withTables(
        tables ->
            new OdooMethods(tables, forbidden, move -> !few || ((Integer) move.get("id")) % 8 == 0)
                .call(
                    model,
                    method,
                    ids,
                    args,
                    LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)));
  }

  private static List<Integer> ids(@Nullable JsonNode node) {
    List<Integer> ids = new ArrayList<>();
    if (node != null) {
      node.forEach(id -> ids.add(id.asInt()));
    }
    return ids;
  }

  private static ObjectNode error(OdooFault fault) {
    ObjectNode body = JSON.createObjectNode();
    body.put("name", fault.name()).put("message", fault.getMessage());
    body.putArray("arguments").add(fault.getMessage());
    body.putObject("context");
    return body.put("debug", "Traceback (most recent call last): …");
  }

  @Override
  public void close() {
    server.close();
  }
}
