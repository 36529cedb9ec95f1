package io.relance.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An SMS gateway that answers as Kannel's sendsms does, and a webhook for tasks, on loopback. They
 * deliver nothing: what arrives becomes a file in a folder.
 */
public final class Gateways implements AutoCloseable {
  private static final String TASKS = "/tasks";

  private final Path texts;
  private final Path tasks;
  private final Arrivals arrivals = new Arrivals();
  private final TinyHttp server;

  private Gateways(Path texts, Path tasks) throws IOException {
    this.texts = texts;
    this.tasks = tasks;
    this.server = TinyHttp.start(this::take);
  }

  /** Opens on a free port; the folders are made when missing, what is in them stays. */
  public static Gateways in(Path texts, Path tasks) throws IOException {
    Files.createDirectories(texts);
    Files.createDirectories(tasks);
    return new Gateways(texts, tasks);
  }

  /** Their lines of application.properties. */
  public String settings() {
    return """
        relance.sms.url=http://127.0.0.1:%1$d/cgi-bin/sendsms
        relance.sms.user=demo
        relance.sms.password=demo
        relance.sms.from=RELANCE
        relance.task.webhook=http://127.0.0.1:%1$d%2$s
        """
        .formatted(server.port(), TASKS);
  }

  /** The texts that arrived since they were opened. */
  public List<Path> texts() {
    return arrivals.list().stream().filter(file -> file.startsWith(texts)).toList();
  }

  /** The tasks that arrived since they were opened. */
  public List<Path> tasks() {
    return arrivals.list().stream().filter(file -> file.startsWith(tasks)).toList();
  }

  @Override
  public void close() {
    server.close();
  }

  private TinyHttp.Response take(TinyHttp.Request request) {
    boolean task = request.path().equals(TASKS);
    String to = request.header("x-kannel-to").replaceAll("[^+0-9]", "");
    byte[] body = (request.body() + "\n").getBytes(StandardCharsets.UTF_8);
    try (InputStream content = new ByteArrayInputStream(body)) {
      arrivals.keep(task ? tasks : texts, task ? "task.json" : to + ".txt", content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return TinyHttp.Response.html(202, "0: Accepted for delivery");
  }
}
