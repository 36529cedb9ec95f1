package io.relance.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.util.MessageId;

/**
 * A short message centre on loopback (SMPP 3.4) that keeps what it took, misbehaves where a test
 * tells it to, and reports what a test tells it to report. Both ends of the wire are the same
 * library, jsmpp: what it gets wrong on both sides is not seen here.
 */
public final class SimulatedSmsc implements AutoCloseable {
  public static final String PASSWORD = "s3cret-S";

  /** What goes wrong with the n-th submit_sm. */
  public enum Fault {
    THROTTLED(SMPPConstant.STAT_ESME_RTHROTTLED),
    QUEUE_FULL(SMPPConstant.STAT_ESME_RMSGQFUL),
    NO_SUCH_NUMBER(SMPPConstant.STAT_ESME_RINVDSTADR),
    NO_SUCH_SENDER(SMPPConstant.STAT_ESME_RINVSRCADR),
    OUT_OF_ORDER(SMPPConstant.STAT_ESME_RSYSERR),
    /** Taken; no answer ever comes. */
    SILENT(-1),
    /** Not taken: the connection is cut instead of an answer. */
    CUT(-1),
    /** Taken, and the connection is cut instead of an answer. */
    CUT_AFTER_TAKING(-1),
    /** Taken, and reported as delivered before it is answered. */
    REPORTED_FIRST(-1);

    private final int status;

    Fault(int status) {
      this.status = status;
    }
  }

  /**
   * One submit_sm that the centre took responsibility for.
   *
   * @param id as answered
   * @param text of this part alone
   * @param part 1 of 1 when it stands alone
   */
  public record Taken(
      String id,
      String from,
      String to,
      String text,
      Alphabet alphabet,
      boolean reported,
      int reference,
      int part,
      int parts) {}

  private final Map<Integer, Fault> faults = new ConcurrentHashMap<>();
  private final Map<String, Fault> faultsTo = new ConcurrentHashMap<>();
  private final List<Taken> taken = new ArrayList<>();
  private final Set<SMPPServerSession> sessions = ConcurrentHashMap.newKeySet();
  private final AtomicInteger submits = new AtomicInteger();
  private final AtomicInteger ids = new AtomicInteger(0x2F0);
  private final AtomicInteger binds = new AtomicInteger();
  private final CountDownLatch over = new CountDownLatch(1);
  private final int port;
  private volatile Function<Integer, String> naming = n -> "%010d".formatted(n);
  private volatile ServerSocket server;
  private volatile long slowness;

  /** Open on a free port; knows the password {@link #PASSWORD} for any name. */
  public SimulatedSmsc() {
    port = listen(0);
  }

  public SimulatedSmsc fault(int submit, Fault fault) {
    faults.put(submit, fault);
    return this;
  }

  /** The next submit_sm to that number goes wrong. */
  public SimulatedSmsc fault(String number, Fault fault) {
    faultsTo.put(number, fault);
    return this;
  }

  /** Each message waits that long for its answer. */
  public SimulatedSmsc slow(Duration each) {
    slowness = each.toNanos();
    return this;
  }

  /** Answers with hexadecimal ids, and reports the same in decimal, as some centres do. */
  public SimulatedSmsc hexadecimal() {
    naming = n -> "%X".formatted(n);
    return this;
  }

  public int port() {
    return port;
  }

  /** How a hub reaches it; what is silent for five seconds is given up. */
  public Properties settings() {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            "relance.smpp.host", "127.0.0.1",
            "relance.smpp.port", "" + port,
            "relance.smpp.user", "relance",
            "relance.smpp.password", PASSWORD,
            "relance.smpp.tls", "false",
            "relance.smpp.system.type", "",
            "relance.smpp.from", "RELANCE",
            "relance.smpp.from.ton", "5",
            "relance.smpp.from.npi", "0"));
    settings.putAll(Map.of("relance.smpp.per.second", "100", "relance.smpp.timeout.seconds", "5"));
    return settings;
  }

  /** The same as lines of application.properties. */
  public String[] lines() {
    return settings().entrySet().stream()
        .map(one -> one.getKey() + "=" + one.getValue())
        .toArray(String[]::new);
  }

  /** What it took, part by part, in order. */
  public List<Taken> taken() {
    synchronized (taken) {
      return List.copyOf(taken);
    }
  }

  /** Whole messages: number to the texts that a telephone there shows, parts put together. */
  public Map<String, List<String>> shown() {
    return taken().stream()
        .collect(
            Collectors.groupingBy(
                Taken::to,
                Collectors.collectingAndThen(
                    Collectors.groupingBy(one -> one.parts() == 1 ? one.id() : one.reference()),
                    messages -> messages.values().stream().map(SimulatedSmsc::joined).toList())));
  }

  private static String joined(List<Taken> parts) {
    return parts.stream()
        .sorted(java.util.Comparator.comparing(Taken::part))
        .map(Taken::text)
        .collect(Collectors.joining());
  }

  /** Binds that were accepted so far. */
  public int binds() {
    return binds.get();
  }

  /** Sessions that are bound now. */
  public int bound() {
    return (int) sessions.stream().filter(one -> one.getSessionState().isBound()).count();
  }

  /** Tells every receiver how a message ended: DELIVRD, EXPIRED, UNDELIV, REJECTD, ACCEPTD... */
  public void report(Taken message, String state) {
    report(decimal(message.id()), state);
  }

  /** A report of a message by its id, known or not. */
  public void report(String id, String state) {
    String text =
        "id:%s sub:001 dlvrd:001 submit date:2611220830 done date:2611220831 stat:%s err:000 text:Bonjour"
            .formatted(id, state);
    deliver("33600000000", text, MessageType.SMSC_DEL_RECEIPT);
  }

  /** A short message that somebody wrote on a telephone. */
  public void write(String from, String text) {
    deliver(from, text, MessageType.DEFAULT);
  }

  private String decimal(String id) {
    return naming.apply(10).equals("A") ? Integer.toString(Integer.parseInt(id, 16)) : id;
  }

  private void deliver(String from, String text, MessageType type) {
    SMPPServerSession receiver =
        sessions.stream()
            .filter(one -> one.getSessionState().isReceivable())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no receiver is bound"));
    try {
      receiver.deliverShortMessage(
          "",
          TypeOfNumber.INTERNATIONAL,
          NumberingPlanIndicator.ISDN,
          from,
          TypeOfNumber.UNKNOWN,
          NumberingPlanIndicator.UNKNOWN,
          "RELANCE",
          new ESMClass(MessageMode.DEFAULT, type, GSMSpecificFeature.DEFAULT),
          (byte) 0,
          (byte) 0,
          new RegisteredDelivery(0),
          new GeneralDataCoding(Alphabet.ALPHA_DEFAULT),
          text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (Exception e) {
      throw new IllegalStateException("the receiver did not take: " + text, e);
    }
  }

  /** Nobody listens any more; open connections are cut. */
  public void down() {
    try {
      server.close();
      cut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Cuts the bound sessions; who binds again is welcome. */
  public void cut() {
    for (SMPPServerSession session : sessions) {
      session.close();
    }
    sessions.clear();
  }

  /** Listens again on the same port. */
  public void up() {
    listen(port);
  }

  private int listen(int wanted) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 50);
      SMPPServerSessionListener listener =
          new SMPPServerSessionListener(socket.getLocalPort(), new Loopback(socket));
      listener.setPduProcessorDegree(40);
      listener.setMessageReceiverListener(receiver());
      server = socket;
      start(() -> accept(listener, socket));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes submit_sm alone: the other commands of SMPP are refused. */
  private ServerMessageReceiverListener receiver() {
    return (ServerMessageReceiverListener)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ServerMessageReceiverListener.class},
            (proxy, method, given) -> {
              if (method.getName().equals("onAcceptSubmitSm")) {
                return submitted((SubmitSm) given[0], (SMPPServerSession) given[1]);
              }
              if (method.getName().equals("onAcceptEnquireLink")) {
                return null;
              }
              throw new ProcessRequestException(method.getName(), SMPPConstant.STAT_ESME_RINVCMDID);
            });
  }

  private record Loopback(ServerSocket socket) implements ServerConnectionFactory {
    @Override
    public ServerConnection listen(int port) {
      return new ServerSocketConnection(socket);
    }

    @Override
    public ServerConnection listen(int port, int timeout) {
      return listen(port);
    }

    @Override
    public ServerConnection listen(int port, int timeout, int backlog) {
      return listen(port);
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "simulated-smsc");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(SMPPServerSessionListener listener, ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        SMPPServerSession session = listener.accept();
        start(() -> bind(session));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void bind(SMPPServerSession session) {
    try {
      BindRequest request = session.waitForBind(5_000);
      if (!PASSWORD.equals(request.getPassword())) {
        request.reject(SMPPConstant.STAT_ESME_RINVPASWD);
        return;
      }
      sessions.add(session);
      request.accept("simulated");
      binds.incrementAndGet();
    } catch (Exception e) {
      session.close(); // whoever does not bind in time is let go
    }
  }

  private SubmitSmResult submitted(SubmitSm submit, SMPPServerSession session)
      throws ProcessRequestException {
    int number = submits.incrementAndGet();
    Fault fault = faultsTo.remove(submit.getDestAddress());
    fault = fault == null ? faults.get(number) : fault;
    if (fault == Fault.CUT) {
      return cut(session);
    }
    if (fault != null && fault.status > 0) {
      throw new ProcessRequestException(fault.name(), fault.status);
    }
    Taken message = take(submit);
    LockSupport.parkNanos(slowness);
    if (fault == Fault.CUT_AFTER_TAKING) {
      return cut(session);
    }
    if (fault == Fault.SILENT) {
      return never();
    }
    if (fault == Fault.REPORTED_FIRST) {
      report(message, "DELIVRD");
    }
    return answer(message);
  }

  private static SubmitSmResult answer(Taken message) throws ProcessRequestException {
    try {
      return new SubmitSmResult(
          new MessageId(message.id()), new org.jsmpp.bean.OptionalParameter[0]);
    } catch (org.jsmpp.PDUStringException e) {
      throw new ProcessRequestException(e.getMessage(), SMPPConstant.STAT_ESME_RSYSERR, e);
    }
  }

  private SubmitSmResult cut(SMPPServerSession session) throws ProcessRequestException {
    sessions.remove(session);
    start(session::close);
    return never();
  }

  private SubmitSmResult never() throws ProcessRequestException {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ProcessRequestException("the centre is closed", SMPPConstant.STAT_ESME_RSYSERR);
  }

  private Taken take(SubmitSm submit) {
    byte[] bytes = submit.getShortMessage();
    int from = submit.isUdhi() ? bytes[0] + 1 : 0;
    boolean joined = submit.isUdhi() && bytes[1] == 0; // 8-bit reference, 3GPP TS 23.040
    Alphabet alphabet = Alphabet.parseDataCoding(submit.getDataCoding());
    Taken message =
        new Taken(
            naming.apply(ids.incrementAndGet()),
            submit.getSourceAddr(),
            submit.getDestAddress(),
            Telephone.read(bytes, from, alphabet),
            alphabet,
            submit.getRegisteredDelivery() != 0,
            joined ? bytes[3] & 0xff : 0,
            joined ? bytes[5] : 1,
            joined ? bytes[4] : 1);
    synchronized (taken) {
      taken.add(message);
    }
    return message;
  }

  @Override
  public void close() {
    down();
    over.countDown();
  }
}
