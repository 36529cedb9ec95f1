package io.relance.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A wire to a server on this machine that can be cut, or fall silent, and mended at its place. */
final class Relay implements AutoCloseable {
  private final int target;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean silent;
  private volatile @Nullable ServerSocket listening;

  Relay(int target) {
    this.target = target;
    this.port = listen(0);
  }

  int port() {
    return port;
  }

  /** Connections break, new ones are refused. */
  void cut() {
    ServerSocket listener = listening;
    listening = null;
    if (listener != null) {
      shut(listener);
    }
    sockets.forEach(Relay::shut);
    sockets.clear();
  }

  /** Connections stand, new ones too, and nothing comes through any more. */
  void silence() {
    sockets.forEach(Relay::shut);
    silent = true;
  }

  void mend() {
    if (silent) {
      sockets.forEach(Relay::shut);
      sockets.clear();
    }
    silent = false;
    if (listening == null) {
      listen(port);
    }
  }

  private int listen(int at) {
    try {
      ServerSocket listener = new ServerSocket();
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
      listening = listener;
      daemon(() -> accept(listener));
      return listener.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket listener) {
    try {
      while (!listener.isClosed()) {
        Socket here = listener.accept();
        sockets.add(here);
        if (!silent) {
          Socket there = new Socket(InetAddress.getLoopbackAddress(), target);
          sockets.add(there);
          daemon(() -> pass(here, there));
          daemon(() -> pass(there, here));
        }
      }
    } catch (IOException e) {
      cutSilently(listener);
    }
  }

  private static void cutSilently(ServerSocket listener) {
    if (!listener.isClosed()) {
      shut(listener);
    }
  }

  private void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      shut(to); // the other side ended it
    } finally {
      shut(from);
      shut(to);
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private static void shut(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception e) {
      throw new IllegalStateException("the wire cannot be cut", e);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    cut();
  }
}
