package io.relance.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider of access tokens on loopback: a token endpoint for the hub, and an introspection
 * endpoint for the mail server that is shown them.
 */
public final class TokenServer implements AutoCloseable {
  private final HttpServer server;
  private final Set<String> alive = ConcurrentHashMap.newKeySet();
  private final AtomicInteger given = new AtomicInteger();
  private volatile String accepted = "first";
  private volatile boolean stillborn;

  public TokenServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/token", this::token);
    server.createContext("/introspect", this::introspect);
    server.start();
  }

  /** Only this refresh token is accepted. */
  public void accept(String refresh) {
    accepted = refresh;
  }

  /** The mail server accepts none of the access tokens given so far. */
  public void endAccess() {
    alive.clear();
  }

  /** Access tokens given from now on are worth nothing to the mail server. */
  public void giveUseless() {
    endAccess();
    stillborn = true;
  }

  /** How many access tokens it gave. */
  public int given() {
    return given.get();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void token(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (!form.contains("refresh_token=" + accepted + "&")) {
      answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    String token = "ya29." + given.incrementAndGet();
    if (!stillborn) {
      alive.add(token);
    }
    answer(exchange, 200, "{\"access_token\":\"%s\",\"expires_in\":3600}".formatted(token));
  }

  private void introspect(HttpExchange exchange) throws IOException {
    String shown = exchange.getRequestHeaders().getFirst("Authorization");
    boolean active = shown != null && alive.contains(shown.replace("Bearer ", ""));
    answer(
        exchange,
        200,
        active ? "{\"active\":true,\"username\":\"hub@acme.example\"}" : "{\"active\":false}");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
