package io.relance.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A receiver of webhooks as n8n is one: over a real socket, it checks signatures by itself. */
public final class Receiver implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpServer server;
  private final byte[] key;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile ToIntFunction<Call> answer = call -> 200;

  /** One call: what it said it was, whether it was signed rightly, what it carried. */
  public record Call(String id, String type, boolean signed, String contentType, JsonNode event) {
    public JsonNode data() {
      return event.get("data");
    }
  }

  public Receiver(byte[] key) {
    this.key = key.clone();
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhook/relance";
  }

  /** Which status it answers from now on. */
  public void answers(ToIntFunction<Call> status) {
    this.answer = status;
  }

  /** All calls so far, as they came. */
  public List<Call> calls() {
    return calls;
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var headers = exchange.getRequestHeaders();
    JsonNode event = JSON.readTree(body);
    String id = headers.getFirst("webhook-id");
    String signed = id + "." + headers.getFirst("webhook-timestamp") + "." + body;
    Call call =
        new Call(
            id,
            event.path("type").asText(),
            ("v1," + hmac(signed)).equals(headers.getFirst("webhook-signature")),
            headers.getFirst("Content-Type"),
            event);
    calls.add(call);
    int status = answer.applyAsInt(call);
    exchange.getResponseHeaders().set("Retry-After", "1");
    exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
    byte[] said = "{\"message\":\"Workflow was started\"}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, said.length);
    try (var out = exchange.getResponseBody()) {
      out.write(said);
    }
  }

  private String hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
