package io.relance.support;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A mail relay on loopback that keeps what it took, and misbehaves where a test tells it to. */
public final class FaultySmtp implements AutoCloseable {

  /** What goes wrong with the n-th message. */
  public enum Fault {
    /** 451 to the recipient. */
    LATER,
    /** 550 to the recipient. */
    NEVER,
    /** 554 to the recipient: not our relay. */
    NO_RELAY,
    /** The connection is cut while the data comes in: not taken. */
    CUT_IN_DATA,
    /** 421 after the data: not taken. */
    BUSY_AFTER_DATA,
    /** Taken, but the connection is cut before the answer. */
    CUT_AFTER_TAKING
  }

  /** A message that the relay took responsibility for. */
  public record Taken(String recipient, byte[] bytes) {}

  private final Map<Integer, Fault> faults = new ConcurrentHashMap<>();
  private final AtomicInteger messages = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Taken> taken = new ArrayList<>();
  private volatile long slowness;
  private final LoopbackPort port = new LoopbackPort("faulty-smtp", this::serve);

  public FaultySmtp fault(int message, Fault fault) {
    faults.put(message, fault);
    return this;
  }

  /** Each message waits that long for its answer. */
  public FaultySmtp slow(Duration each) {
    slowness = each.toNanos();
    return this;
  }

  public int port() {
    return port.number();
  }

  /** What it took, in order. */
  public List<Taken> taken() {
    synchronized (taken) {
      return List.copyOf(taken);
    }
  }

  /** Connections that were made so far. */
  public int connections() {
    return connections.get();
  }

  /** Nobody listens any more; open connections are cut. */
  public void down() {
    close();
  }

  /** Listens again on the same port. */
  public void up() {
    port.up();
  }

  private void serve(Socket socket) {
    connections.incrementAndGet();
    new Session(socket).run();
  }

  @Override
  public void close() {
    port.down();
    port.cut();
  }

  private final class Session {
    private final Socket socket;
    private BufferedInputStream in;
    private OutputStream out;
    private String recipient = "";
    private Fault fault;

    Session(Socket socket) {
      this.socket = socket;
    }

    void run() {
      try (socket) {
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream());
        say("220 sink");
        for (String line = line(); line != null; line = line()) {
          answer(line);
        }
      } catch (IOException e) {
        return; // a cut connection ends the session: that is what this relay is for
      }
    }

    private void answer(String line) throws IOException {
      String verb =
          line.length() < 4 ? line : line.substring(0, 4).toUpperCase(java.util.Locale.ROOT);
      switch (verb) {
        case "RCPT" -> recipient(line);
        case "DATA" -> data();
        case "QUIT" -> {
          say("221 bye");
          socket.close();
        }
        default -> say("250 ok");
      }
    }

    private void recipient(String line) throws IOException {
      recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
      fault = faults.get(messages.incrementAndGet());
      if (fault == Fault.LATER) {
        say("451 4.3.2 come again");
      } else if (fault == Fault.NEVER) {
        say("550 5.1.1 no such user");
      } else if (fault == Fault.NO_RELAY) {
        say("554 5.7.1 <" + recipient + ">: Relay access denied");
      } else {
        say("250 ok");
      }
    }

    private void data() throws IOException {
      say("354 go on");
      byte[] bytes = body();
      LockSupport.parkNanos(slowness);
      if (fault == Fault.BUSY_AFTER_DATA) {
        say("421 4.3.2 shutting down");
        socket.close();
        return;
      }
      synchronized (taken) {
        taken.add(new Taken(recipient, bytes));
      }
      if (fault == Fault.CUT_AFTER_TAKING) {
        socket.close();
        return;
      }
      say("250 2.0.0 taken");
    }

    private byte[] body() throws IOException {
      ByteArrayOutputStream body = new ByteArrayOutputStream(8_192);
      for (String line = line(); line != null; line = line()) {
        if (fault == Fault.CUT_IN_DATA) {
          socket.close();
          throw new IOException("cut on purpose");
        }
        if (line.equals(".")) {
          return body.toByteArray();
        }
        String text = line.startsWith(".") ? line.substring(1) : line;
        body.write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      }
      throw new IOException("the client left in mid-data");
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder(80);
      for (int c = in.read(); c >= 0; c = in.read()) {
        if (c == '\n') {
          return line.toString();
        }
        if (c != '\r') {
          line.append((char) c);
        }
      }
      return null;
    }

    private void say(String text) throws IOException {
      out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
  }
}
