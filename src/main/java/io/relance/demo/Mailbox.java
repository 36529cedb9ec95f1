package io.relance.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.helper.SimpleMessageListenerAdapter;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A mail relay on loopback that delivers nothing: each message becomes an .eml file in a folder.
 */
public final class Mailbox implements AutoCloseable {
  private final Path folder;
  private final Arrivals arrivals = new Arrivals();
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
    return arrivals.list();
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
      arrivals.keep(folder, recipient.replaceAll("[^A-Za-z0-9.@-]", "_") + ".eml", data);
    }
  }
}
