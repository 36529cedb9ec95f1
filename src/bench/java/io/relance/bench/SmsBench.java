package io.relance.bench;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.boot.Postgres;
import io.relance.settings.ChannelFiles;
import io.relance.support.Kannel;
import io.relance.support.SmsDispatch;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * SMS re-read, decided again, written, journaled and handed to a real Kannel by the shipped route,
 * next to a bare HTTP loop that hands the same words to the same Kannel: over one kept connection,
 * and over as many as the route has senders; each as it is, and with a commit before and one after
 * each message, as whoever wants each text once would write it. PostgreSQL with fsync on.
 * Arguments: messages (3000), rounds (3).
 */
public final class SmsBench {
  private static final int SENDERS =
      ChannelFiles.read(Path.of("routes")).channels().get("sms").senders();

  private SmsBench() {}

  public static void main(String[] args) throws Exception {
    int messages = args.length > 0 ? Integer.parseInt(args[0]) : 3_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    Path folder = Files.createTempDirectory("sms-bench");
    try (Kannel kannel = Kannel.start(folder.resolve("kannel"), "http://127.0.0.1:1/");
        Postgres postgres = Postgres.at(folder.resolve("postgres"), 0)) {
      SmsDispatch.home(folder.resolve("home"), postgres.url(), kannel.settings());
      try (House house = House.open(Home.at(folder.resolve("home")), Clock.systemUTC(), Map.of())) {
        measure(house, kannel, messages, rounds);
      }
    }
  }

  private static void measure(House house, Kannel kannel, int messages, int rounds)
      throws Exception {
    System.out.println("fsync " + one(house, "show fsync"));
    SmsDispatch dispatch = new SmsDispatch(house.database(), house.clock()).queue(1, messages);
    try (Hub hub = Hub.start(house, "bench")) {
      // what is queued is an e-mail for a moment
      hub.context().getRouteController().stopRoute("send-email");
      untilSent(house, messages);
      String text = one(house, "select convert_from(content, 'UTF8') from payload limit 1");
      bare(kannel, text, messages, SENDERS, none -> {});
      for (int round = 1; round <= rounds; round++) {
        double loop = bare(kannel, text, messages, 1, none -> {});
        double wide = bare(kannel, text, messages, SENDERS, none -> {});
        double one = journaled(house, kannel, text, messages / 10, 1);
        double journaled = journaled(house, kannel, text, messages, SENDERS);
        double ours = ours(house, hub, dispatch, round * messages, messages);
        System.out.printf(
            "round %d: bare HTTP loop %.0f/s, with two commits a message %.0f/s; %d side by side %.0f/s, with two commits %.0f/s; Relance %.0f/s = %.0f, %.0f; %.0f, %.0f %%, heap %d MB, load %s%n",
            round,
            loop,
            one,
            SENDERS,
            wide,
            journaled,
            ours,
            100 * ours / loop,
            100 * ours / one,
            100 * ours / wide,
            100 * ours / journaled,
            (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20,
            Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
      }
    }
  }

  private static double ours(House house, Hub hub, SmsDispatch dispatch, int before, int messages)
      throws Exception {
    hub.context().getRouteController().suspendRoute("send-sms");
    dispatch.queue(before + 1, before + messages);
    hub.context().getRouteController().resumeRoute("send-sms");
    long start = System.nanoTime();
    untilSent(house, before + messages);
    return messages / ((System.nanoTime() - start) / 1e9);
  }

  private static void untilSent(House house, int all) throws InterruptedException {
    while (Integer.parseInt(one(house, "select count(*) from act where state = 'sent'")) < all) {
      Thread.sleep(100);
    }
  }

  /** The loop as whoever wants each text once would write it: noted before, noted after. */
  private static double journaled(
      House house, Kannel kannel, String text, int messages, int connections) throws Exception {
    JdbcClient jdbc = house.database().jdbc();
    jdbc.sql("create table if not exists bare (id int, state text)").update();
    return bare(
        kannel,
        text,
        messages,
        connections,
        state -> jdbc.sql("insert into bare values (1, ?)").param(state).update());
  }

  /**
   * @param connections kept, and used side by side
   * @param note is told of each message before and after it left
   */
  private static double bare(
      Kannel kannel, String text, int messages, int connections, Consumer<String> note)
      throws Exception {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    List<Future<Integer>> answers = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < messages; i++) {
      HttpRequest request = request(kannel, text, i);
      answers.add(
          threads.submit(
              () -> {
                note.accept("sending");
                int status = http.send(request, BodyHandlers.ofString()).statusCode();
                note.accept("sent");
                return status;
              }));
    }
    for (Future<Integer> answer : answers) {
      if (answer.get() != 202) {
        throw new IllegalStateException("Kannel answered " + answer.get());
      }
    }
    threads.shutdown();
    return messages / ((System.nanoTime() - start) / 1e9);
  }

  private static HttpRequest request(Kannel kannel, String text, int i) {
    return HttpRequest.newBuilder(URI.create(kannel.url()))
        .header("X-Kannel-Username", Kannel.USER)
        .header("X-Kannel-Password", Kannel.PASSWORD)
        .header("X-Kannel-From", "33700000000")
        .header("X-Kannel-To", "+3361%07d".formatted(i))
        .header("X-Kannel-Coding", "0")
        .header("Content-Type", "text/plain; charset=UTF-8")
        .POST(BodyPublishers.ofString(text))
        .build();
  }

  private static String one(House house, String sql) {
    return house.database().jdbc().sql(sql).query(String.class).single();
  }
}
