package io.relance.flow;

import io.relance.outbox.Receipt;
import io.relance.outbox.Undelivered;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.eclipse.angus.mail.util.MailStreamProvider;

/**
 * The {@code javaMailSender} of the smtp: endpoint: keeps its connections to the relay (camel-mail
 * by itself opens one per message), at most so many at once, each for so many messages, closed when
 * idle. A send ends by returning (the relay's words: {@link #reply}) or by {@link Undelivered},
 * which says how it ended.
 */
public final class PooledMailSender extends DefaultJavaMailSender implements AutoCloseable {
  private static final int MOST_MESSAGES = 200;
  private static final Duration IDLE = Duration.ofSeconds(20);
  private static final Duration QUIET_AFTER_FAILURE = Duration.ofSeconds(5);

  static {
    // named here, it is not looked up in every jar of the class path for each message
    System.getProperties()
        .putIfAbsent("jakarta.mail.util.StreamProvider", MailStreamProvider.class.getName());
  }

  private final Relay relay;
  private final Session session;
  private final Semaphore permits;
  private final Deque<SmtpSession> idle = new ArrayDeque<>();
  private final ThreadLocal<Receipt.Accepted> last = new ThreadLocal<>();
  private volatile long downUntil = System.nanoTime();
  private volatile String downCause = "";

  /**
   * Where the relay is and how to speak to it.
   *
   * @param tls none, starttls (refused when the relay offers none) or smtps
   * @param sessions connections at once
   */
  public record Relay(
      String host, int port, String user, String password, String tls, int sessions) {
    @Override
    public String toString() {
      return host + ":" + port + " (" + tls + ")";
    }
  }

  public PooledMailSender(Relay relay) {
    this.relay = relay;
    this.session = Session.getInstance(properties(relay));
    this.permits = new Semaphore(relay.sessions(), true);
    setSession(session);
  }

  private static Properties properties(Relay relay) {
    Properties p = new Properties();
    for (String protocol : new String[] {"smtp", "smtps"}) {
      String prefix = "mail." + protocol + ".";
      p.setProperty(prefix + "auth", String.valueOf(!relay.user().isEmpty()));
      p.setProperty(prefix + "connectiontimeout", "10000");
      p.setProperty(prefix + "timeout", "60000");
      p.setProperty(prefix + "writetimeout", "60000");
      p.setProperty(prefix + "quitwait", "false");
      p.setProperty(prefix + "ssl.checkserveridentity", "true");
    }
    p.setProperty("mail.smtp.starttls.enable", String.valueOf(relay.tls().equals("starttls")));
    p.setProperty("mail.smtp.starttls.required", String.valueOf(relay.tls().equals("starttls")));
    return p;
  }

  /**
   * Sends the message unchanged over a kept connection; waits while all are in use.
   *
   * @throws Undelivered with the receipt
   */
  @Override
  public void send(MimeMessage message) {
    permits.acquireUninterruptibly();
    try {
      deliver(message, borrow());
    } finally {
      permits.release();
    }
  }

  private void deliver(MimeMessage message, SmtpSession connection) {
    try {
      last.set(connection.deliver(message));
      giveBack(connection);
    } catch (Undelivered e) {
      connection.drop();
      if (!connection.wasStale()) {
        throw e;
      }
      deliver(message, connected());
    }
  }

  /** The relay's own words to the last message that this thread sent. */
  public String reply() {
    return last.get().reply();
  }

  private SmtpSession borrow() {
    SmtpSession kept = kept();
    return kept == null ? connected() : kept;
  }

  private synchronized SmtpSession kept() {
    SmtpSession newest = idle.pollLast();
    dropIdle();
    if (newest != null && System.nanoTime() - newest.idleSince() > IDLE.toNanos()) {
      newest.drop();
      return null;
    }
    return newest;
  }

  private void dropIdle() {
    while (!idle.isEmpty() && System.nanoTime() - idle.peekFirst().idleSince() > IDLE.toNanos()) {
      idle.pollFirst().drop();
    }
  }

  private synchronized void giveBack(SmtpSession connection) {
    if (connection.sent() >= MOST_MESSAGES) {
      connection.drop();
      return;
    }
    connection.idleSince(System.nanoTime());
    idle.addLast(connection);
  }

  /**
   * After a failure to connect the next ones fail at once for a while: a down relay is asked once.
   */
  private SmtpSession connected() {
    if (!downCause.isEmpty() && System.nanoTime() - downUntil < 0) {
      throw new Undelivered(new Receipt.Down(downCause), null);
    }
    SmtpSession connection = new SmtpSession(session, relay.tls().equals("smtps"));
    try {
      connection.connect(
          relay.host(), relay.port(), nullable(relay.user()), nullable(relay.password()));
      downCause = "";
      return connection;
    } catch (MessagingException e) {
      connection.drop();
      downCause = "no connection to the relay %s: %s".formatted(relay, e.getMessage());
      downUntil = System.nanoTime() + QUIET_AFTER_FAILURE.toNanos();
      throw new Undelivered(new Receipt.Down(downCause), e);
    }
  }

  private static String nullable(String text) {
    return text.isEmpty() ? null : text;
  }

  /** Closes what is idle; called when the hub stops. */
  @Override
  public synchronized void close() {
    idle.forEach(SmtpSession::drop);
    idle.clear();
  }
}
