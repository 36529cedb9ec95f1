package io.relance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The imaginary ERP of the tutorial: it pages, counts and knows who may ask. */
final class Hanneton implements AutoCloseable {
  static final String KEY = "a-live-key-7f3a";
  private static final int ITEMS = 12;

  private final HttpServer server;

  private Hanneton(HttpServer server) {
    this.server = server;
  }

  static Hanneton start() throws IOException {
    Hanneton erp =
        new Hanneton(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    erp.server.createContext("/api/", erp::serve);
    erp.server.start();
    return erp;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void serve(HttpExchange exchange) throws IOException {
    boolean known = KEY.equals(exchange.getRequestHeaders().getFirst("X-Api-Key"));
    byte[] body = answer(exchange).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(known ? 200 : 401, known ? body.length : -1);
    if (known) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static String answer(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    String query = exchange.getRequestURI().getQuery();
    return switch (path.substring(path.lastIndexOf('/') + 1)) {
      case "1" -> "{'id': '1', 'legalName': 'Acme', 'address': {}, 'currency': 'EUR'}";
      case "customers" ->
          "{'next': null, 'rows': [{'id': 'C1', 'name': 'Petit', 'siren': null, 'vip': false, 'contacts': []}]}";
      case "open-items" -> page(query);
      case "quotes" -> "{'next': null, 'rows': []}";
      case "balance" ->
          "{'database': 'live', 'highestEntry': '112', 'openItems': 12, 'totals': {'EUR': '120.00'}}";
      default -> "{'version': '8.2'}";
    };
  }

  private static String page(String query) {
    Map<String, String> asked = new TreeMap<>();
    for (String pair : query.split("&")) {
      asked.put(pair.replaceFirst("=.*", ""), pair.replaceFirst(".*=", ""));
    }
    int size = Integer.parseInt(asked.get("size"));
    int after = asked.get("after").isEmpty() ? 100 : Integer.parseInt(asked.get("after"));
    List<Integer> ids =
        IntStream.rangeClosed(101, 100 + ITEMS)
            .filter(id -> id > after)
            .limit(size)
            .boxed()
            .toList();
    int last = ids.isEmpty() ? 0 : ids.get(ids.size() - 1);
    String next = last == 0 || last == 100 + ITEMS ? "null" : "'" + last + "'";
    return ids.stream()
        .map(Hanneton::row)
        .collect(Collectors.joining(", ", "{'next': " + next + ", 'rows': [", "]}"));
  }

  private static String row(int id) {
    return "{'id': '%d', 'customer': 'C1', 'currency': 'EUR', 'type': 'INVOICE', 'number': 'F-%d',"
            .formatted(id, id)
        + " 'date': '2026-09-01', 'dueDate': '2026-10-01', 'amount': '10.00', 'rest': '10.00',"
        + " 'disputed': false}";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
