package io.relance.bench;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.boot.Postgres;
import io.relance.support.Dispatch;
import jakarta.activation.DataSource;
import jakarta.mail.Session;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.angus.activation.MailcapFile;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * E-mails re-read, decided again, rendered, journaled and delivered by the shipped route, next to a
 * bare loop over kept Angus connections (see AngusLoop) and to Postfix's smtp-source, all with the
 * same number of sessions, the same words and the same sink (smtp-sink, Debian package postfix).
 * PostgreSQL with fsync on. Arguments: messages (5000), rounds (3), and "letter" for a letter of
 * one page, printed for each, that goes with it as a PDF.
 */
public final class SendBench {
  private static final int SESSIONS = 8;

  private SendBench() {}

  public static void main(String[] args) throws Exception {
    int messages = args.length > 0 ? Integer.parseInt(args[0]) : 5_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    Path folder = Files.createTempDirectory("send-bench");
    int sinkPort = freePort();
    Process sink = run("smtp-sink", "-c", "-u", "nobody", "127.0.0.1:" + sinkPort, "1000");
    try (Postgres postgres = Postgres.at(folder.resolve("postgres"), 0)) {
      awaitPort(sinkPort);
      Dispatch.home(folder.resolve("home"), postgres.url(), sinkPort);
      if (args.length > 2 && args[2].equals("letter")) {
        attachLetter(folder.resolve("home"));
      }
      try (House house = House.open(Home.at(folder.resolve("home")), Clock.systemUTC(), Map.of())) {
        measure(house, sinkPort, messages, rounds);
      }
    } finally {
      sink.destroyForcibly();
    }
  }

  private static void attachLetter(Path home) throws IOException {
    Path words = home.resolve("templates/fr/letter");
    Files.copy(words.resolve("reminder-2.ftl"), words.resolve("friendly.ftl"));
    Path policy = home.resolve("routes/policies/courteous.yaml");
    Files.writeString(
        policy,
        Files.readString(policy)
            .replace("friendly, to: billing", "friendly, to: billing, attach: [letter]"));
  }

  private static void measure(House house, int sinkPort, int messages, int rounds)
      throws Exception {
    System.out.println(
        "fsync "
            + one(house, "show fsync")
            + ", synchronous_commit "
            + one(house, "show synchronous_commit"));
    Dispatch dispatch = new Dispatch(house.database(), house.clock()).queue(1, messages);
    try (Hub hub = Hub.start(house, "bench")) {
      untilSent(house, messages);
      byte[] sample =
          house
              .database()
              .jdbc()
              .sql("select content from payload order by id limit 1")
              .query(byte[].class)
              .single();
      Path file = Files.write(Files.createTempFile("sample", ".eml"), sample);
      System.out.printf(
          "message of %d bytes, %d sessions, after a warm-up of %d%n",
          sample.length, SESSIONS, messages);
      for (int round = 1; round <= rounds; round++) {
        double source = smtpSource(sinkPort, sample.length, messages);
        double ready = angus(sinkPort, file, messages, "ready");
        double bare = angus(sinkPort, file, messages, "composed");
        double ours = ours(house, hub, dispatch, round * messages, messages);
        System.out.printf(
            "round %d: smtp-source %.0f/s, Angus of ready bytes %.0f/s, bare Angus %.0f/s, Relance %.0f/s = %.0f %% of bare Angus, load %s%n",
            round,
            source,
            ready,
            bare,
            ours,
            100 * ours / bare,
            Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
      }
    }
  }

  private static double ours(House house, Hub hub, Dispatch dispatch, int before, int messages)
      throws Exception {
    hub.context().getRouteController().suspendRoute("send-email");
    dispatch.queue(before + 1, before + messages);
    long commits = commits(house);
    double cpu = ServerCpu.ofThisJvm();
    double server = ServerCpu.seconds(Path.of(one(house, "show data_directory")));
    hub.context().getRouteController().resumeRoute("send-email");
    long start = System.nanoTime();
    untilSent(house, before + messages);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "  per message %.2f ms of our CPU, %.2f ms of PostgreSQL's, %.3f transactions%n",
        1e3 * (ServerCpu.ofThisJvm() - cpu) / messages,
        1e3 * (ServerCpu.seconds(Path.of(one(house, "show data_directory"))) - server) / messages,
        (double) (commits(house) - commits) / messages);
    return messages / seconds;
  }

  /** Nanoseconds of this process; says more than the clock when the machine is shared. */
  private static long commits(House house) throws InterruptedException {
    Thread.sleep(1_500); // PostgreSQL's statistics are a second late
    return Long.parseLong(
        one(house, "select xact_commit from pg_stat_database where datname = current_database()"));
  }

  private static void untilSent(House house, int all) throws InterruptedException {
    while (Integer.parseInt(one(house, "select count(*) from act where state = 'sent'")) < all) {
      Thread.sleep(250);
    }
  }

  private static String one(House house, String sql) {
    return house.database().jdbc().sql(sql).query(String.class).single();
  }

  /** The baseline in a process of its own, with nothing on its class path but what it needs. */
  private static double angus(int port, Path sample, int messages, String how) throws Exception {
    String classPath =
        Stream.of(
                AngusLoop.class,
                Session.class,
                SMTPTransport.class,
                DataSource.class,
                MailcapFile.class)
            .map(SendBench::jar)
            .collect(Collectors.joining(File.pathSeparator));
    Process loop =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "-cp",
                classPath,
                AngusLoop.class.getName(),
                "" + port,
                "" + SESSIONS,
                "" + messages,
                sample.toString(),
                how)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return Double.parseDouble(new String(loop.getInputStream().readAllBytes()).strip());
  }

  private static String jar(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double smtpSource(int port, int length, int messages) throws Exception {
    long start = System.nanoTime();
    int exit =
        run(
                "smtp-source",
                "-d",
                "-s",
                "" + SESSIONS,
                "-l",
                "" + length,
                "-m",
                "" + messages,
                "-f",
                "a@x.example",
                "-t",
                "b@y.example",
                "127.0.0.1:" + port)
            .waitFor();
    if (exit != 0) {
      throw new IllegalStateException("smtp-source ended with " + exit);
    }
    return messages / ((System.nanoTime() - start) / 1e9);
  }

  private static Process run(String... command) throws IOException {
    command[0] = "/usr/sbin/" + command[0];
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitPort(int port) throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
    throw new IllegalStateException("smtp-sink does not listen: apt-get install postfix");
  }
}
