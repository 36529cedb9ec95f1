package io.relance.flow;

import io.relance.outbox.Receipt;
import io.relance.outbox.Undelivered;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
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
  private static final Duration QUIET_AFTER_FAILURE = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofSeconds(20);

  static {
    // named here, it is not looked up in every jar of the class path for each message
    System.getProperties()
        .putIfAbsent("jakarta.mail.util.StreamProvider", MailStreamProvider.class.getName());
  }

  private final Relay.Limits limits;
  private final Dialling dialling;
  private final Pace pace;
  private final Semaphore permits;
  private final Deque<SmtpSession> idle = new ArrayDeque<>();
  private final ThreadLocal<Receipt.Accepted> last = new ThreadLocal<>();

  /**
   * @throws IllegalStateException when the relay's certificates cannot be read
   */
  public PooledMailSender(Relay relay) {
    this.limits = relay.limits();
    this.dialling = new Dialling(relay, QUIET_AFTER_FAILURE);
    this.pace = new Pace(limits.perMinute());
    this.permits = new Semaphore(limits.sessions(), true);
    setSession(dialling.session());
  }

  /**
   * Connects, greets, logs in and leaves.
   *
   * @throws Undelivered with what is wrong and what to do
   */
  public void greet() {
    dialling.connect().drop();
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
      pace.await();
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
      deliver(message, dialling.connect());
    }
  }

  /** The relay's own words to the last message that this thread sent. */
  public String reply() {
    return last.get().reply();
  }

  private SmtpSession borrow() {
    SmtpSession kept = kept();
    return kept == null ? dialling.connect() : kept;
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
    if (connection.sent() >= limits.perSession()) {
      connection.drop();
      return;
    }
    connection.idleSince(System.nanoTime());
    idle.addLast(connection);
  }

  /** Closes what is idle; called when the hub stops. */
  @Override
  public synchronized void close() {
    idle.forEach(SmtpSession::drop);
    idle.clear();
  }
}
