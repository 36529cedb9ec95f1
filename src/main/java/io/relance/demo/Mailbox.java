package io.relance.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.helper.SimpleMessageListenerAdapter;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A mail relay on loopback that delivers nothing: each message becomes an .eml file in a folder.
 */
public final class Mailbox implements AutoCloseable {
  private final Path folder;
  private final AtomicInteger number = new AtomicInteger();
  private final List<Path> files = new CopyOnWriteArrayList<>();
  private final SMTPServer server;

  private Mailbox(Path folder) {
    this.folder = folder;
    this.server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .messageHandlerFactory(new SimpleMessageListenerAdapter(new Keeper()))
            .build();
  }

  /** Opens on a free port; the folder is made when missing, what is in it stays. */
  public static Mailbox in(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Mailbox mailbox = new Mailbox(folder);
    mailbox.server.start();
    return mailbox;
  }

  public int port() {
    return server.getPortAllocated();
  }

  /** What arrived since it was opened. */
  public List<Path> files() {
    return List.copyOf(files);
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Keeper implements SimpleMessageListener {
    @Override
    public boolean accept(String from, String recipient) {
      return true;
    }

    @Override
    public void deliver(String from, String recipient, InputStream data) throws IOException {
      Path file = free(recipient.replaceAll("[^A-Za-z0-9.@-]", "_"));
      Files.copy(data, file);
      files.add(file);
    }

    private Path free(String recipient) {
      Path file;
      do {
        file = folder.resolve("%04d-%s.eml".formatted(number.incrementAndGet(), recipient));
      } while (Files.exists(file));
      return file;
    }
  }
}
