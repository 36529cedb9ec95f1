package io.relance.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The other side of every channel that speaks HTTP: an SMS gateway, a mail house, colleagues'
 * webhooks. It knows the debtor of a message by his number and does to the first one of his what a
 * test tells it to.
 */
public final class FaultyHttp implements AutoCloseable {
  private static final Pattern DEBTOR = Pattern.compile("(?:biteur |\\+336120*)(\\d+)");
  private static final Pattern LENGTH = Pattern.compile("(?i)\\r\\ncontent-length: *(\\d+)");
  private static final Duration LATE = Duration.ofSeconds(3);
  private static final String TAKEN = "{\"id\": \"G-%d\", \"deposit\": \"D-%d\"}";

  /** What it does. */
  public enum Fault {
    ANSWERS(200, true),
    ANSWERS_LATE(200, true),
    SAYS_408(408, false),
    SAYS_429(429, false),
    SAYS_503(503, false),
    SAYS_308(308, false),
    SAYS_401(401, false),
    SAYS_422(422, false),
    SAYS_500(500, false),
    /** Not taken, and the line is cut instead of an answer. */
    CUT_BEFORE(0, false),
    /** Taken, and the line is cut instead of an answer. */
    CUT_AFTER(0, true);

    private final int status;
    private final boolean takes;

    Fault(int status, boolean takes) {
      this.status = status;
      this.takes = takes;
    }
  }

  private final Map<Integer, Fault> faults = new ConcurrentHashMap<>();
  private final List<Integer> taken = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile Duration slowness = Duration.ZERO;
  private final LoopbackPort port = new LoopbackPort("faulty-http", this::serve);

  public String url() {
    return "http://127.0.0.1:" + port.number() + "/any";
  }

  /** Each message waits that long for its answer. */
  public FaultyHttp slow(Duration each) {
    slowness = each;
    return this;
  }

  public void fault(int debtor, Fault fault) {
    faults.put(debtor, fault);
  }

  /** The debtors whose messages it took, one by one. */
  public List<Integer> taken() {
    synchronized (taken) {
      return List.copyOf(taken);
    }
  }

  /** Nobody listens any more. */
  public void down() {
    port.down();
  }

  /** Listens again on the same port. */
  public void up() {
    port.up();
  }

  private void serve(Socket socket) {
    try (socket) {
      String asked = read(socket.getInputStream());
      Matcher debtor = DEBTOR.matcher(asked);
      int number = debtor.find() ? Integer.parseInt(debtor.group(1)) : 0;
      Fault fault = faults.getOrDefault(number, Fault.ANSWERS);
      faults.remove(number);
      if (fault.takes) {
        take(number);
      }
      rest(fault == Fault.ANSWERS_LATE ? LATE : slowness);
      if (fault.status > 0) {
        boolean kannel = asked.toLowerCase(java.util.Locale.ROOT).contains("x-kannel-to");
        answer(socket, kannel && fault.status == 200 ? 202 : fault.status, number);
      }
    } catch (IOException e) {
      return; // whoever asked was killed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void rest(Duration time) throws InterruptedException {
    over.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void take(int debtor) {
    synchronized (taken) {
      taken.add(debtor);
    }
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("left in the middle");
      }
      read.write(next);
      text = read.toString(StandardCharsets.UTF_8);
    }
    Matcher length = LENGTH.matcher(text);
    byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
    return text + new String(body, StandardCharsets.UTF_8);
  }

  private static void answer(Socket socket, int status, int debtor) throws IOException {
    String body = TAKEN.formatted(debtor, debtor);
    String head =
        "HTTP/1.1 %d Said\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, body.length());
    socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    down();
    over.countDown();
  }
}
