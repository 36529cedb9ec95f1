package io.relance.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A free port of this machine that may be closed and come up again; each caller has a thread. */
final class LoopbackPort {
  private final String name;
  private final Consumer<Socket> each;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final int number;
  private volatile ServerSocket server;

  /**
   * Listens at once.
   *
   * @param name of its threads
   * @param each serves one caller
   */
  LoopbackPort(String name, Consumer<Socket> each) {
    this.name = name;
    this.each = each;
    this.number = listen(0);
  }

  int number() {
    return number;
  }

  /** Nobody listens any more; who is being served is served to the end. */
  void down() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Who is being served is cut off. */
  void cut() {
    try {
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Listens again on the same port. */
  void up() {
    listen(number);
  }

  private int listen(int wanted) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 200);
      server = socket;
      start(() -> accept(socket));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void start(Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        Socket socket = from.accept();
        open.add(socket);
        start(() -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try {
      each.accept(socket);
    } finally {
      open.remove(socket);
    }
  }
}
