package io.relance.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Postfix's own test relay, smtp-sink, which misbehaves as its switches say. */
public final class SmtpSink implements AutoCloseable {
  private static final String PROGRAM = "/usr/sbin/smtp-sink";

  private final Path folder;
  private final int port = SmsDispatch.freePort();
  private Process process;

  /** It does not run yet; its mails will lie in that folder, one file each. */
  public SmtpSink(Path folder) {
    Parts.need(PROGRAM, "postfix");
    this.folder = folder;
  }

  public int port() {
    return port;
  }

  /** Runs anew with these switches: {@code -f RCPT} refuses, {@code -q .} cuts the line... */
  public void start(String... switches) {
    close();
    String user = System.getProperty("user.name");
    List<String> command = new ArrayList<>(List.of(PROGRAM, "-4", "-d", folder + "/mail."));
    command.addAll(user.equals("root") ? List.of("-u", user) : List.of());
    command.addAll(List.of(switches));
    command.addAll(List.of("127.0.0.1:" + port, "100"));
    try {
      Files.createDirectories(folder);
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder.resolveSibling("smtp-sink.log").toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await().until(this::listens);
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** The mails that it was given, whatever it answered then. */
  public List<String> mails() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(SmtpSink::text).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It is gone, and can be started again. */
  @Override
  public void close() {
    if (process != null) {
      try {
        process.destroyForcibly().waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
