package io.relance.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** OpenSSH's server of Debian, for files only, on the loopback with keys of its own. */
public final class Sshd implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final Process process;

  /**
   * @param folder for its keys and configuration; what is uploaded lies in its files/
   */
  public Sshd(Path folder) throws Exception {
    this(folder, "unlimited");
  }

  /**
   * One whose disk is full sooner.
   *
   * @param kilobytes that a file may have
   */
  public Sshd(Path folder, String kilobytes) throws Exception {
    Path sshd = Parts.need("/usr/sbin/sshd", "openssh-server");
    this.folder = folder;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
    Files.createDirectories(files());
    Files.createDirectories(Path.of("/run/sshd"));
    key("host");
    key("client");
    Files.copy(folder.resolve("client.pub"), folder.resolve("authorized"));
    String host = Files.readString(folder.resolve("host.pub")).strip();
    Files.writeString(hosts(), "[127.0.0.1]:%d %s%n".formatted(port, host));
    Path config = Files.writeString(folder.resolve("sshd_config"), config());
    this.process =
        new ProcessBuilder(
                "bash",
                "-c",
                "trap '' XFSZ; ulimit -f %s; exec %s -D -e -f %s"
                    .formatted(kilobytes, sshd, config))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    await().until(this::answers);
  }

  private void key(String name) throws Exception {
    String file = folder.resolve(name).toString();
    Process keygen =
        new ProcessBuilder(
                "ssh-keygen", "-q", "-t", "rsa", "-b", "2048", "-m", "PEM", "-N", "", "-f", file)
            .inheritIO()
            .start();
    if (keygen.waitFor() != 0) {
      throw new IOException("ssh-keygen made no " + file);
    }
  }

  private String config() {
    return """
        Port %d
        ListenAddress 127.0.0.1
        HostKey %s/host
        AuthorizedKeysFile %s/authorized
        PidFile %s/pid
        StrictModes no
        UsePAM no
        PasswordAuthentication no
        PermitRootLogin yes
        Subsystem sftp internal-sftp
        ForceCommand internal-sftp -d %s
        """
        .formatted(port, folder, folder, folder, files());
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.getInputStream().read() == 'S';
    } catch (IOException e) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  /** user@host:port of somebody who may upload. */
  public String user() {
    return user(port);
  }

  /** The same over a line that begins at that port. */
  public String user(int line) {
    return System.getProperty("user.name") + "@127.0.0.1:" + line;
  }

  /** The server is known at that port, too. */
  public Path hosts(int line) throws IOException {
    String known = Files.readString(hosts()).replace("]:" + port, "]:" + line);
    return Files.writeString(folder.resolve("known_hosts." + line), known);
  }

  public Path key() {
    return folder.resolve("client");
  }

  public Path hosts() {
    return folder.resolve("known_hosts");
  }

  /** Where uploaded files lie. */
  public Path files() {
    return folder.resolve("files");
  }

  /** It stops answering, as if frozen, or goes on. */
  public void frozen(boolean still) throws Exception {
    List<String> pids =
        Stream.concat(process.descendants(), Stream.of(process.toHandle()))
            .map(one -> String.valueOf(one.pid()))
            .toList();
    List<String> kill = new ArrayList<>(List.of("kill", still ? "-STOP" : "-CONT"));
    kill.addAll(pids);
    new ProcessBuilder(kill).start().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
