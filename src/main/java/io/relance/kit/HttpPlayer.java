package io.relance.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.relance.connector.Http;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * Answers on a loopback port as a recorded system did: an ask that stands several times is answered
 * in that order, the last answer for ever. What was not recorded is answered 404 and remembered.
 */
final class HttpPlayer implements Player {

  /**
   * What goes over the wire. {@code sent}: so many bytes really leave; -1 = none, not even a head.
   */
  record Wire(int status, Map<String, String> headers, byte[] body, int sent) {
    Wire(int status, Map<String, String> headers, String body) {
      this(status, headers, body.getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE);
    }

    Wire saying(String text) {
      return new Wire(status, headers, text);
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** What goes wrong with an answer. */
  interface Fault {
    Wire to(int entry, String asked, Wire answer);
  }

  private static final Fault NONE = (entry, asked, answer) -> answer;

  private final List<Recorded> entries = new ArrayList<>();
  private final HttpServer server;
  private final ExecutorService workers;
  private final Map<JsonNode, Integer> asks = new HashMap<>();
  private final List<String> unanswered = new ArrayList<>();
  private final TreeSet<Integer> played = new TreeSet<>();
  private Fault fault = NONE;
  private int writes;
  private int asked;
  private boolean struck;

  private HttpPlayer(HttpServer server, JsonNode script) {
    this.server = server;
    this.workers = Executors.newCachedThreadPool(HttpPlayer::daemon);
    script.forEach(entry -> entries.add(new Recorded(entry)));
    server.setExecutor(workers);
    server.createContext("/", this::serve);
    server.start();
  }

  /** Plays that answers.json. */
  static HttpPlayer of(Path answers) throws IOException {
    JsonNode script = Http.JSON.readTree(answers.toFile());
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new HttpPlayer(HttpServer.create(anyPort, 50), script);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "relance-sample");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Wire answer = answer(exchange, body);
      if (answer.sent() < 0) {
        throw new IOException("the connection is cut, as this mishap wants");
      }
      exchange.getResponseHeaders().clear();
      answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange
          .getResponseBody()
          .write(answer.body(), 0, Math.min(answer.sent(), answer.body().length));
    }
  }

  private synchronized Wire answer(HttpExchange exchange, String body) {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    if (asked++ > mostAsks()) {
      return new Wire(508, Map.of("Content-Type", "text/plain"), "asked for ever");
    }
    Optional<Recorded> found = find(method, path, query, body);
    String asked =
        method + " " + exchange.getRequestURI() + (body.isBlank() ? "" : " " + shortened(body));
    if (found.isEmpty()) {
      unanswered.add(asked);
      return new Wire(404, Map.of("Content-Type", "text/plain"), "not recorded: " + asked);
    }
    Recorded entry = found.get();
    if (entry.writes()) {
      writes++;
    }
    int number = entries.indexOf(entry);
    played.add(number);
    String all = asked + " " + exchange.getRequestHeaders().values();
    Wire good = wire(entry);
    Wire answer = fault.to(number, all, good);
    struck |= answer != good;
    return answer;
  }

  /** Many times what any reading of this sample needs. */
  private int mostAsks() {
    return 200 + 10 * entries.size();
  }

  @Override
  public synchronized boolean struck() {
    return struck;
  }

  @Override
  public synchronized boolean endless() {
    return asked > mostAsks();
  }

  private static String shortened(String body) {
    return body.length() > 300 ? body.substring(0, 300) + "…" : body;
  }

  /** The closest ask that matches; of those that say the same, the next in turn. */
  private Optional<Recorded> find(String method, String path, String query, String body) {
    Map<String, String> parameters = Recorded.parameters(query);
    JsonNode json = json(body);
    Optional<Recorded> closest =
        entries.stream()
            .filter(entry -> entry.matches(method, path, parameters, json))
            .max(
                Comparator.comparingInt(Recorded::closeness)
                    .thenComparingInt(entry -> -entries.indexOf(entry)));
    return closest.map(this::inTurn);
  }

  private Recorded inTurn(Recorded entry) {
    List<Recorded> same =
        entries.stream().filter(other -> other.ask().equals(entry.ask())).toList();
    int turn = asks.merge(entry.ask(), 1, Integer::sum);
    return same.get(Math.min(turn, same.size()) - 1);
  }

  private static JsonNode json(String body) {
    if (body.isBlank()) {
      return MissingNode.getInstance();
    }
    try {
      return Http.JSON.readTree(body);
    } catch (IOException noJson) {
      return body.contains("=")
          ? Http.JSON.valueToTree(Recorded.parameters(body))
          : TextNode.valueOf(body);
    }
  }

  private Wire wire(Recorded entry) {
    Map<String, String> headers = new HashMap<>();
    JsonNode answer = entry.answer();
    headers.put("Content-Type", answer.isTextual() ? "text/plain" : "application/json");
    entry
        .entry()
        .path("headers")
        .fields()
        .forEachRemaining(
            header -> headers.put(header.getKey(), local(header.getValue().asText())));
    String text = answer.isTextual() ? answer.asText() : answer.toString();
    return new Wire(entry.status(), headers, answer.isMissingNode() ? "" : local(text));
  }

  private String local(String text) {
    return text.replace(Sample.ADDRESS, address());
  }

  // --- what goes wrong

  synchronized void suffer(Fault harm) {
    fault = harm;
  }

  @Override
  public synchronized void rewind() {
    fault = NONE;
    asks.clear();
    unanswered.clear();
    asked = 0;
    struck = false;
    writes = 0;
  }

  @Override
  public List<Mishap> mishaps(Harm harm) {
    return new HttpMishaps(this).of(harm);
  }

  @Override
  public Mishap without(List<String> words) {
    return new HttpMishaps(this).without(words);
  }

  /** The entries that were asked for, by number. */
  synchronized Map<Integer, Recorded> played() {
    Map<Integer, Recorded> asked = new java.util.TreeMap<>();
    played.forEach(number -> asked.put(number, entries.get(number)));
    return asked;
  }

  /** Changes every answer that is JSON. */
  void change(UnaryOperator<JsonNode> change) {
    suffer((entry, asked, answer) -> changed(answer, change));
  }

  static Wire changed(Wire answer, UnaryOperator<JsonNode> change) {
    try {
      return answer.saying(change.apply(Http.JSON.readTree(answer.body())).toString());
    } catch (IOException noJson) {
      return answer;
    }
  }

  @Override
  public synchronized int writes() {
    return writes;
  }

  @Override
  public boolean loseReply() {
    suffer(
        (entry, asked, answer) ->
            entries.get(entry).writes()
                ? new Wire(answer.status(), answer.headers(), answer.body(), -1)
                : answer);
    return true;
  }

  @Override
  public synchronized List<String> unanswered() {
    return List.copyOf(unanswered);
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
