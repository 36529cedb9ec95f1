package io.relance.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a hub and its ERP and passes everything on, except one answer: the ERP has done
 * what it was asked, and the hub never hears of it.
 */
public final class HoldingProxy implements AutoCloseable {
  private static final Set<String> HOP_BY_HOP =
      Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade");

  private final URI target;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch over = new CountDownLatch(1);
  private final HttpServer server;
  private volatile @Nullable Pattern request;
  private volatile boolean held;

  public HoldingProxy(String target) throws IOException {
    this.target = URI.create(target);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::pass);
    server.setExecutor(threads);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Keeps the answer to the next request whose path or body contains that. */
  public void hold(String regex) {
    held = false;
    request = Pattern.compile(regex);
  }

  /** The ERP has answered that request, and nobody heard it. */
  public boolean held() {
    return held;
  }

  private void pass(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean wanted = wanted(exchange, body);
    try (exchange) {
      HttpResponse<byte[]> answer = forward(exchange, body);
      if (wanted) {
        held = true;
        over.await();
        return;
      }
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!HOP_BY_HOP.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean wanted(HttpExchange exchange, byte[] body) {
    String text = exchange.getRequestURI() + "\n" + new String(body, StandardCharsets.UTF_8);
    Pattern pattern = request;
    boolean wanted = pattern != null && pattern.matcher(text).find();
    request = wanted ? null : pattern;
    return wanted;
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder forward =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!HOP_BY_HOP.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> forward.header(name, value));
              }
            });
    // Odoo 14 closes its connections unannounced: a new client never meets a closed one
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return client.send(forward.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
