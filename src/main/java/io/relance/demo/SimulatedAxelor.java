package io.relance.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.demo.AxelorTables.Row;
import io.relance.demo.TinyHttp.Request;
import io.relance.demo.TinyHttp.Response;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An Axelor Open Suite 8.2 in memory, on a free port of this machine, over real HTTP: generic REST,
 * its logins and its traps, and faults to be switched on. Its content is an {@link AxelorLedger}.
 */
public final class SimulatedAxelor implements AutoCloseable {

  /** What can go wrong with it; those of a search concern the instalments unless told otherwise. */
  public enum Fault {
    /** the query failed there: status 0, no data, no total */
    SWALLOWED,
    /** the rows failed after the count: status 0, a total, no data */
    SWALLOWED_AFTER_COUNT,
    /** status 0, total 0, no data: exactly what nothing looks like */
    EMPTY,
    /** amountRemaining is missing in the rows, and nobody says so */
    FIELD_DROPPED,
    /** the last row of each page is missing, the total still counts it */
    ROW_MISSING,
    /** the user sees an eighth of the rows */
    FEW_RIGHTS,
    /** status -1, Access error */
    NO_RIGHTS,
    /** status -7 */
    LOGIN_REQUIRED,
    /** a login page with status 200, whatever is asked */
    LOGIN_PAGE,
    /** a redirect to it */
    REDIRECT,
    EXPIRED_KEY,
    /** the connection ends in the middle of an answer */
    CUT,
    /** what was asked for happens, and the connection ends without an answer */
    LOST_REPLY,
    CLOCK_AHEAD,
    SLOW,
    UNAVAILABLE
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Clock clock;
  private final AxelorDoor door;
  private final TinyHttp server;
  private final AxelorLedger ledger;
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Runnable> events = new ConcurrentHashMap<>();
  private final AtomicInteger followersMailed = new AtomicInteger();
  private volatile @Nullable Fault fault;
  private volatile String concerned = "InvoiceTerm";
  private volatile int healthyCalls;
  private volatile boolean french;

  private SimulatedAxelor(int major, Clock clock) throws IOException {
    this.clock = clock;
    this.door = new AxelorDoor(major);
    this.ledger = new AxelorLedger(new AxelorTables(new AxelorModels()), clock);
    this.server = TinyHttp.start(this::answer);
  }

  /**
   * Starts an empty one.
   *
   * @param major of Axelor Open Platform: 6 (form login at /login.jsp), 7 (at /callback) or 8 (API
   *     keys as well)
   */
  public static SimulatedAxelor start(int major, Clock clock) throws IOException {
    return new SimulatedAxelor(major, clock);
  }

  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  public String login() {
    return AxelorDoor.LOGIN;
  }

  public String password() {
    return AxelorDoor.PASSWORD;
  }

  public String apiKey() {
    return AxelorDoor.KEY;
  }

  /** What it holds, and what its users do there. */
  public AxelorLedger ledger() {
    return ledger;
  }

  /** The calls so far: method, entity, what; {@code POST InvoiceTerm/search}. */
  public List<String> calls() {
    return calls;
  }

  /** How often somebody logged in by form. */
  public int logins() {
    return door.logins();
  }

  /** How many comments were put into the chatter: each e-mails the followers. */
  public int followersMailed() {
    return followersMailed.get();
  }

  /** The user reads French: so do the titles of failures. */
  public void speakFrench() {
    french = true;
  }

  /** {@code auth.local.basic-auth} is set to direct. */
  public void allowBasic() {
    door.basic(true);
  }

  /** All sessions time out. */
  public void endSessions() {
    door.endSessions();
  }

  /** From now on it fails so. */
  public void fail(Fault how) {
    failAfter(0, how, "InvoiceTerm");
  }

  /** It fails so after that many more calls that concern the entity (its simple name). */
  public void failAfter(int more, Fault how, String entity) {
    healthyCalls = more;
    concerned = entity;
    fault = how;
    door.expireKey(how == Fault.EXPIRED_KEY);
  }

  public void heal() {
    fault = null;
    door.expireKey(false);
  }

  /** Once, just before the next such call is answered, this happens in Axelor. */
  public void meanwhile(String call, Runnable event) {
    events.put(call, event);
  }

  private Response answer(Request request) {
    Fault now = fault;
    Instant instant = clock.instant();
    Response response =
        now == Fault.UNAVAILABLE
            ? Response.html(503, "<h1>Service Unavailable</h1>")
            : now == Fault.LOGIN_PAGE ? page() : welcomed(request);
    if (now == Fault.SLOW) {
      LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
    }
    return response.dated(now == Fault.CLOCK_AHEAD ? instant.plus(Duration.ofHours(3)) : instant);
  }

  private static Response page() {
    return Response.html(200, "<!DOCTYPE html><html><form action='/callback'></form></html>");
  }

  private Response welcomed(Request request) {
    if (door.isLogin(request)) {
      return door.login(read(request.body()));
    }
    if (request.path().equals("/ws/public/app/info")) {
      return Response.json(200, info(door.refusal(request) == null));
    }
    Response refusal = door.refusal(request);
    return refusal == null ? rest(request) : refusal;
  }

  private static String info(boolean known) {
    ObjectNode info = JSON.createObjectNode();
    info.putObject("application").put("name", "Axelor").put("version", "8.2.6");
    if (known) {
      info.putObject("user").put("id", 5).put("login", AxelorDoor.LOGIN).put("lang", "en");
    }
    return info.toString();
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return JSON.createObjectNode();
    }
  }

  private Response rest(Request request) {
    String call = named(request);
    calls.add(call);
    if (!request.path().startsWith("/ws/rest/") && !request.path().startsWith("/ws/meta/fields/")) {
      return Response.html(404, "<title>404</title>");
    }
    if (call.endsWith("/message")) {
      followersMailed.incrementAndGet();
      return Response.json(200, "{\"status\": 0}");
    }
    Runnable event = events.remove(call);
    if (event != null) {
      event.run();
    }
    Fault how = call.contains(" " + concerned + "/") && !stillHealthy() ? fault : null;
    return broken(how, request);
  }

  /** {@code POST /ws/rest/com.axelor…InvoiceTerm/search} is {@code POST InvoiceTerm/search}. */
  private static String named(Request request) {
    String path = request.path().replaceFirst("^/ws/rest/|^/ws/meta/", "");
    path = path.startsWith("fields/") ? path.substring("fields/".length()) + "/fields" : path;
    int slash = path.indexOf('/');
    String model = slash < 0 ? path : path.substring(0, slash);
    String rest = slash < 0 ? "/" : path.substring(slash);
    return request.method() + " " + model.substring(model.lastIndexOf('.') + 1) + rest;
  }

  private boolean stillHealthy() {
    return fault != null && healthyCalls-- > 0;
  }

  private Response broken(@Nullable Fault how, Request request) {
    if (how == Fault.REDIRECT) {
      return Response.html(302, "").with("Location", "/#/login");
    }
    if (how == Fault.LOGIN_REQUIRED) {
      return Response.json(200, "{\"status\": -7}");
    }
    String body =
        ledger.withTables(
            tables ->
                new AxelorRest(tables, french)
                    .answer(
                        request.method(),
                        request.path(),
                        request.body(),
                        clock.instant(),
                        new Moody(how)));
    Response whole = Response.json(200, body);
    return how == Fault.CUT ? whole.cut() : how == Fault.LOST_REPLY ? whole.dropped() : whole;
  }

  /** A search under a fault. */
  private record Moody(@Nullable Fault fault) implements AxelorRest.Mood {
    @Override
    public Predicate<Row> permitted(String model) {
      if (fault == Fault.NO_RIGHTS) {
        throw AxelorFault.access();
      }
      return fault == Fault.FEW_RIGHTS ? row -> row.id % 8 == 0 : row -> true;
    }

    @Override
    public ObjectNode bend(String model, ObjectNode answer) {
      if (fault == null || !answer.has("total")) {
        return answer;
      }
      switch (fault) {
        case SWALLOWED -> answer.retain("status");
        case SWALLOWED_AFTER_COUNT -> answer.remove("data");
        case EMPTY -> answer.put("total", 0).remove("data");
        case FIELD_DROPPED ->
            answer.path("data").forEach(row -> ((ObjectNode) row).remove("amountRemaining"));
        case ROW_MISSING -> {
          if (answer.path("data") instanceof ArrayNode rows) {
            rows.remove(rows.size() - 1);
          }
        }
        default -> {
          // concerns the call, not its answer
        }
      }
      return answer;
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
