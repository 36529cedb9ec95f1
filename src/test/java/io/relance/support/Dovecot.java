package io.relance.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A Dovecot of our own on loopback, its files in one folder, until it is closed. Debian: {@code
 * dovecot-imapd}, {@code dovecot-submissiond}.
 */
public final class Dovecot implements AutoCloseable {
  private static final String BASE =
      """
      base_dir = %1$s/run
      state_dir = %1$s/state
      log_path = %1$s/log
      listen = 127.0.0.1
      hostname = localhost
      disable_plaintext_auth = no
      mail_location = maildir:%1$s/mail/%%u
      first_valid_uid = 0
      default_internal_user = %2$s
      default_login_user = %3$s
      default_internal_group = %4$s
      userdb {
        driver = static
        args = uid=%5$s gid=%6$s home=%1$s/mail
      }
      """;

  private final Path folder;
  private final Process process;

  private Dovecot(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /**
   * Starts it and waits until that port answers.
   *
   * @param folder its own, short: its sockets stand there
   * @param port on which one of the services of the configuration listens
   * @param configuration protocols, services, passwords: what {@code dovecot.conf} adds
   */
  public static Dovecot start(Path folder, int port, String configuration) throws IOException {
    Files.createDirectories(folder.resolve("mail"));
    String me = System.getProperty("user.name");
    boolean root = me.equals("root");
    String ids = root ? "nobody nogroup" : me + " " + me;
    Path file = folder.resolve("dovecot.conf");
    Files.writeString(
        file,
        BASE.formatted(
                folder,
                root ? "dovecot" : me,
                root ? "dovenull" : me,
                root ? "dovecot" : me,
                ids.split(" ")[0],
                ids.split(" ")[1])
            + configuration);
    if (root) {
      run("chown", "-R", "nobody:nogroup", folder.resolve("mail").toString());
    }
    Process process =
        new ProcessBuilder("/usr/sbin/dovecot", "-F", "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    Dovecot dovecot = new Dovecot(folder, process);
    await().until(() -> dovecot.answers(port));
    return dovecot;
  }

  private boolean answers(int port) throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "dovecot does not start: " + Files.readString(folder.resolve("out")) + log());
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** What it logged so far. */
  public String log() throws IOException {
    Path log = folder.resolve("log");
    return Files.exists(log) ? Files.readString(log) : "";
  }

  /** A port that is free now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void run(String... command) throws IOException {
    try {
      new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
