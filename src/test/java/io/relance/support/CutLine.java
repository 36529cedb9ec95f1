package io.relance.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A line to a server that is cut, both ways, once it has carried so many bytes. */
public final class CutLine implements AutoCloseable {
  private final int to;
  private final ServerSocket server;
  private volatile long mostThere;
  private volatile long mostBack;

  /**
   * @param to the server's port
   * @param mostThere bytes that one connection may carry to it
   * @param mostBack bytes that one connection may carry back
   */
  public CutLine(int to, long mostThere, long mostBack) {
    this.to = to;
    this.mostThere = mostThere;
    this.mostBack = mostBack;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Connections made from now on are not cut. */
  public void mend() {
    mostThere = Long.MAX_VALUE;
    mostBack = Long.MAX_VALUE;
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "cut-line");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), to);
        start(() -> carry(near, far, mostThere));
        start(() -> carry(far, near, mostBack));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private static void carry(Socket from, Socket to, long most) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[1_024];
      long carried = 0;
      for (int n = in.read(bytes); n >= 0 && carried <= most; n = in.read(bytes)) {
        out.write(bytes, 0, n);
        carried += n;
      }
    } catch (IOException e) {
      // the other end was cut: so is this one
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
