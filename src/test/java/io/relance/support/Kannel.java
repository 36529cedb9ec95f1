package io.relance.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The real Kannel of Debian, with its fake SMSC behind it: bearerbox, smsbox and fakesmsc, on free
 * ports of this machine and in a folder of the test's own, ended by their process ids.
 */
public final class Kannel implements AutoCloseable {
  public static final String USER = "relance";
  public static final String PASSWORD = "kannel-secret-word";
  private static final Pattern GOT =
      Pattern.compile("Got message \\d+: <(\\S+) (\\S+) (text|ucs-2|data|udh) ?(.*)>$");
  private static final String ESTABLISHED = "01";
  private static final String CONF =
      """
      group = core
      admin-port = %1$d
      admin-password = %5$s
      admin-interface = "127.0.0.1"
      smsbox-port = %2$d
      smsbox-interface = "127.0.0.1"
      box-allow-ip = "127.0.0.1"
      dlr-storage = internal

      group = smsc
      smsc = fake
      smsc-id = fake
      port = %3$d
      connect-allow-ip = 127.0.0.1
      denied-prefix = "+4179;+4178"

      group = smsbox
      bearerbox-host = 127.0.0.1
      bearerbox-port = %2$d
      sendsms-port = %4$d
      sendsms-interface = "127.0.0.1"
      http-request-retry = 3
      http-queue-delay = 1

      group = sendsms-user
      username = relance
      password = %7$s
      max-messages = 10
      concatenation = true

      group = sms-service
      keyword = default
      catch-all = true
      max-messages = 0
      get-url = "%6$s"
      """;

  private final Path folder;
  private final String answers;
  private final int admin = freePort();
  private final int boxes = freePort();
  private final int smsc = freePort();
  private final int sendsms = freePort();
  private @Nullable Process bearerbox;
  private @Nullable Process smsbox;
  private @Nullable Process network;

  /** An SMS as the network got it, or one part of it. */
  public record Got(String from, String to, String kind, String text) {}

  private Kannel(Path folder, String answers) {
    this.folder = folder;
    this.answers = answers;
  }

  /**
   * Starts all three.
   *
   * @param answers where a telephone's message is handed on to, %p its number, %a its words
   */
  public static Kannel start(Path folder, String answers) {
    Kannel kannel = new Kannel(folder, answers);
    kannel.password(PASSWORD);
    return kannel;
  }

  /** Starts anew, and knows its only user by that password from now on. */
  public void password(String password) {
    kill();
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("kannel.conf"),
          CONF.formatted(admin, boxes, smsc, sendsms, PASSWORD, answers, password));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    startGateway();
  }

  /** Bearerbox, smsbox and the network behind them, when they are not running. */
  public void startGateway() {
    bearerbox = start("bearerbox", "/usr/sbin/bearerbox", "kannel.conf");
    listens(boxes);
    listens(smsc);
    smsbox = start("smsbox", "/usr/sbin/smsbox", "kannel.conf");
    network =
        start(
            "network",
            "/usr/lib/kannel/test/fakesmsc",
            "-H",
            "127.0.0.1",
            "-r",
            String.valueOf(smsc),
            "-i",
            "0.01");
    listens(sendsms);
  }

  private Process start(String name, String... command) {
    try {
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void listens(int port) {
    await()
        .until(
            () -> {
              try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return true;
              } catch (IOException e) {
                return false;
              }
            });
  }

  /** Where SMS are handed in. */
  public String url() {
    return "http://127.0.0.1:" + sendsms + "/cgi-bin/sendsms";
  }

  public int port() {
    return sendsms;
  }

  /** The lines that switch a hub's channel to it. */
  public List<String> settings() {
    return List.of(
        "relance.sms.url=" + url(),
        "relance.sms.user=" + USER,
        "relance.sms.password=" + PASSWORD,
        "relance.sms.from=33700000000");
  }

  /** What the network got so far, parts one by one. */
  public List<Got> got() {
    try (var lines = Files.lines(folder.resolve("network.log"), StandardCharsets.UTF_8)) {
      return lines.map(GOT::matcher).filter(Matcher::find).map(Kannel::got).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Got got(Matcher line) {
    String kind = line.group(3);
    Charset charset = kind.equals("ucs-2") ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    String text = kind.equals("text") ? line.group(4) : URLDecoder.decode(line.group(4), charset);
    return new Got(line.group(1), line.group(2), kind, text);
  }

  /** A telephone sends these words. */
  public void say(String from, String words) {
    try {
      var typed = network.outputWriter();
      typed.write(from + " 33700000000 text " + words + "\n");
      typed.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes connections and answers nobody: what it is asked then stays unanswered when it is killed.
   */
  public void freeze() {
    try {
      new ProcessBuilder("kill", "-STOP", String.valueOf(smsbox.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Somebody asks while it is frozen: his words lie in its socket, unread. */
  public boolean asked() {
    String port = ":%04X".formatted(sendsms);
    try (var sockets = Files.lines(Path.of("/proc/net/tcp"))) {
      return sockets
          .map(line -> line.strip().split("\\s+"))
          .anyMatch(
              socket ->
                  socket[1].endsWith(port)
                      && socket[3].equals(ESTABLISHED)
                      && !socket[4].endsWith(":00000000"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything is gone at once. */
  public void kill() {
    end(smsbox);
    end(network);
    end(bearerbox);
  }

  private static void end(@Nullable Process process) {
    if (process != null) {
      try {
        process.destroyForcibly().waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    kill();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
