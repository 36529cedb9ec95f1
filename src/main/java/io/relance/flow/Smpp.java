package io.relance.flow;

import io.relance.outbox.Octets;
import io.relance.outbox.Receipt;
import io.relance.outbox.Sms;
import io.relance.outbox.Undelivered;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.smpp.SmppConstants;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.Session;
import org.jsmpp.session.SessionStateListener;
import org.jspecify.annotations.Nullable;

/**
 * What routes/send-smpp.camel.yaml calls, bound as {@code smpp}: it cuts a message into the
 * segments that camel-smpp hands over one by one, and says what the answers mean. camel-smpp binds
 * when the first message needs it; the others wait for that, and after a bind that failed they fail
 * at once for a while.
 */
public final class Smpp implements SessionStateListener {
  private static final Duration QUIET_AFTER_FAILURE = Duration.ofSeconds(5);
  private static final String SEGMENTS = "smppSegments";
  private static final ESMClass JOINED =
      new ESMClass(MessageMode.DEFAULT, MessageType.DEFAULT, GSMSpecificFeature.UDHI);

  private final String host;
  private final SmppIds ids;
  private final ReentrantLock binding = new ReentrantLock();
  private volatile @Nullable Session bound;
  private volatile @Nullable Session used;
  private volatile long downUntil = System.nanoTime();
  private volatile String downCause = "";

  /**
   * How to reach the centre.
   *
   * @param host empty = there is none
   * @param ids how it writes the ids of messages
   */
  public Smpp(String host, SmppIds ids) {
    this.host = host;
    this.ids = ids;
  }

  /** What one submit_sm carries. */
  private record Segment(String to, byte[] octets, Alphabet alphabet, boolean alone, boolean last) {
    static List<Segment> of(String to, Sms sms, int reference) {
      List<byte[]> parts = Octets.of(sms, reference);
      Alphabet alphabet =
          sms.coding() == Sms.Coding.GSM ? Alphabet.ALPHA_DEFAULT : Alphabet.ALPHA_UCS2;
      int last = parts.size() - 1;
      return IntStream.rangeClosed(0, last)
          .mapToObj(n -> new Segment(to, parts.get(n), alphabet, last == 0, n == last))
          .toList();
    }
  }

  /** Cuts the text in the body, for each of the numbers; answers with how many segments that is. */
  public int cut(Exchange exchange) {
    Sms sms = Sms.of(exchange.getMessage().getBody(String.class));
    int reference = exchange.getProperty("act", Long.class).intValue();
    List<Segment> segments =
        Stream.of(exchange.getProperty("to", String.class).split(", "))
            .flatMap(to -> Segment.of(to, sms, reference).stream())
            .toList();
    exchange.setProperty(SEGMENTS, segments);
    return segments.size();
  }

  /**
   * Puts the next segment into the body, octet by octet as camel-smpp's Latin-1 keeps it. The last
   * one to a number asks for a report.
   *
   * @throws Undelivered when there is no line
   */
  public void part(Exchange exchange) {
    bindAlone();
    Segment segment = segment(exchange);
    Message message = exchange.getMessage();
    message.setBody(new String(segment.octets(), StandardCharsets.ISO_8859_1));
    message.setHeader(SmppConstants.DEST_ADDR, segment.to().replace("+", ""));
    message.setHeader(SmppConstants.DATA_CODING, segment.alphabet().value());
    message.setHeader(SmppConstants.ESM_CLASS, segment.alone() ? new ESMClass() : JOINED);
    message.setHeader(
        SmppConstants.REGISTERED_DELIVERY,
        segment.last()
            ? SMSCDeliveryReceipt.SUCCESS_FAILURE.value()
            : SMSCDeliveryReceipt.DEFAULT.value());
  }

  private static Segment segment(Exchange exchange) {
    return (Segment) exchange.getProperty(SEGMENTS, List.class).get(number(exchange));
  }

  private static int number(Exchange exchange) {
    return exchange.getProperty(Exchange.LOOP_INDEX, Integer.class);
  }

  /**
   * While there is no bind one message goes on and makes it; {@link #release} lets the others, and
   * nobody before: the session says that it is bound a moment before camel-smpp has it.
   */
  private void bindAlone() {
    if (host.isEmpty()) {
      throw down("relance.smpp.host is not set: there is no SMS centre to send to");
    }
    if (!isReady()) {
      binding.lock();
    }
    if (isReady()) {
      release();
    } else if (System.nanoTime() - downUntil < 0) {
      throw down(downCause);
    }
  }

  private static Undelivered down(String cause) {
    return new Undelivered(new Receipt.Down(cause), null);
  }

  private boolean isReady() {
    Session now = bound;
    return now != null && now == used;
  }

  private void release() {
    if (binding.isHeldByCurrentThread()) {
      used = bound;
      binding.unlock();
    }
  }

  /** The centre took the segment: the last one's id to a number is the message's. */
  public void taken(Exchange exchange) {
    release();
    if (segment(exchange).last()) {
      List<?> answered = exchange.getMessage().getHeader(SmppConstants.ID, List.class);
      String id = ids.answered(String.valueOf(answered.get(0)));
      String before = exchange.getProperty("gatewayId", String.class);
      String all = before == null ? id : before + ", " + id;
      exchange.setProperty("gatewayId", all);
      exchange.setProperty("receipt", "message id " + all);
    }
  }

  /**
   * The centre did not take the segment.
   *
   * @throws Undelivered always
   */
  public void failed(Exchange exchange) {
    Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    Receipt receipt =
        failure instanceof Undelivered known
            ? known.receipt()
            : SmppAnswer.of(failure, segment(exchange).to());
    boolean tried = !(failure instanceof Undelivered);
    if (tried && bound == null && receipt instanceof Receipt.Down down) {
      downCause = down.cause();
      downUntil = System.nanoTime() + QUIET_AFTER_FAILURE.toNanos();
    }
    release();
    throw new Undelivered(number(exchange) == 0 ? receipt : partly(receipt), failure);
  }

  /** A telephone waits for the other segments: nobody knows what it shows. */
  private static Receipt partly(Receipt receipt) {
    return new Receipt.Unknown("the first segments were taken, then: " + receipt);
  }

  @Override
  public void onStateChange(SessionState now, SessionState before, Session session) {
    if (now.isBound()) {
      bound = session;
    } else if (session == bound) {
      bound = null;
    }
  }
}
