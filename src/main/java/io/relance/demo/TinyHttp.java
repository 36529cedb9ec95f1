package io.relance.demo;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A small HTTP server on a loopback port. Unlike the JDK's it lets us lie: any Date, any length, an
 * end in the middle or before the first byte. One request a connection, as Odoo's own server does.
 */
final class TinyHttp implements Closeable {
  record Request(String method, String path, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /**
   * An answer.
   *
   * @param sent how much of the body really leaves; negative = the connection just ends
   * @param headers further ones, each a whole line
   */
  record Response(
      int status, String type, byte[] body, int sent, Instant date, List<String> headers) {
    static Response json(int status, String body) {
      return of(status, "application/json; charset=utf-8", body);
    }

    static Response html(int status, String body) {
      return of(status, "text/html; charset=utf-8", body);
    }

    private static Response of(int status, String type, String text) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      return new Response(status, type, body, body.length, Instant.EPOCH, List.of());
    }

    Response cut() {
      return new Response(status, type, body, body.length / 2, date, headers);
    }

    /** Nothing leaves, and the connection ends. */
    Response dropped() {
      return new Response(status, type, body, -1, date, headers);
    }

    Response with(String name, String value) {
      List<String> more = new ArrayList<>(headers);
      more.add(name + ": " + value);
      return new Response(status, type, body, sent, date, List.copyOf(more));
    }

    Response dated(Instant now) {
      return new Response(status, type, body, sent, now, headers);
    }
  }

  private final ServerSocket socket;
  private final Function<Request, Response> answer;
  private final ExecutorService workers =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "simulated-erp");
            thread.setDaemon(true);
            return thread;
          });

  private TinyHttp(ServerSocket socket, Function<Request, Response> answer) {
    this.socket = socket;
    this.answer = answer;
  }

  static TinyHttp start(Function<Request, Response> answer) throws IOException {
    TinyHttp server =
        new TinyHttp(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answer);
    server.workers.execute(server::listen);
    return server;
  }

  int port() {
    return socket.getLocalPort();
  }

  private void listen() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        workers.execute(() -> serve(client));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      Response response = answer.apply(read(new BufferedInputStream(client.getInputStream())));
      if (response.sent() >= 0) {
        write(client.getOutputStream(), response);
      }
    } catch (IOException e) {
      // the client went away: its side of the test sees it
      client.isClosed();
    }
  }

  private static Request read(InputStream in) throws IOException {
    String[] first = line(in).split(" ");
    if (first.length < 2) {
      throw new IOException("no request");
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body =
        headers.getOrDefault("transfer-encoding", "").equals("chunked")
            ? chunks(in)
            : in.readNBytes(length);
    return new Request(first[0], first[1], headers, new String(body, StandardCharsets.UTF_8));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(in), 16);
        size > 0;
        size = Integer.parseInt(line(in), 16)) {
      body.write(in.readNBytes(size));
      line(in);
    }
    return body.toByteArray();
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private static void write(OutputStream out, Response response) throws IOException {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(response.date().atOffset(ZoneOffset.UTC));
    String head =
        """
        HTTP/1.1 %d Said\r
        Content-Type: %s\r
        Content-Length: %d\r
        Date: %s\r
        Connection: close\r
        """
            .formatted(response.status(), response.type(), response.body().length, date);
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    for (String header : response.headers()) {
      out.write((header + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
    out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
    out.write(response.body(), 0, response.sent());
    out.flush();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    workers.shutdownNow();
  }
}
