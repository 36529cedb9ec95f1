package io.relance.flow;

import io.relance.connector.SourceTrouble;
import io.relance.outbox.Receipt;
import io.relance.outbox.Undelivered;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to the relay: protected, verified, logged in. A relay that cannot be reached,
 * proves to be another, or refuses our login is asked again after a while only.
 */
final class Dialling {
  /** Too many refusals lock accounts; whoever corrects the settings starts the hub again anyway. */
  private static final Duration REFUSED_REST = Duration.ofMinutes(10);

  /** "Not now", or the line was cut; Angus throws it as it throws a no. */
  private static final Pattern LATER = Pattern.compile("4\\d\\d|\\[EOF]");

  private final Relay relay;
  private final Session session;
  private final Duration quiet;
  private volatile long downUntil = System.nanoTime();
  private volatile String downCause = "";
  private volatile @Nullable String refusedToken;

  /**
   * @param quiet how long nobody is asked after a failure
   */
  Dialling(Relay relay, Duration quiet) {
    this.relay = relay;
    this.quiet = quiet;
    this.session = Session.getInstance(properties(relay));
  }

  Session session() {
    return session;
  }

  private static Properties properties(Relay relay) {
    Properties p = new Protection(relay.tls(), relay.ca()).properties("smtp", relay.login());
    String prefix = "mail." + relay.protocol() + ".";
    p.setProperty(prefix + "auth", String.valueOf(!(relay.login() instanceof Login.Nobody)));
    p.setProperty(prefix + "quitwait", "false");
    return p;
  }

  /**
   * A fresh connection. After a failure the next ones fail at once for a while: a down relay is
   * asked once.
   *
   * @throws Undelivered Down, with what to do
   */
  SmtpSession connect() {
    if (!downCause.isEmpty() && System.nanoTime() - downUntil < 0) {
      throw new Undelivered(new Receipt.Down(downCause), null);
    }
    try {
      SmtpSession connection = loggedIn();
      downCause = "";
      return connection;
    } catch (MessagingException | SourceTrouble e) {
      downCause = cause(e);
      boolean refused = e instanceof AuthenticationFailedException no && !later(no);
      downUntil = System.nanoTime() + (refused ? REFUSED_REST : quiet).toNanos();
      throw new Undelivered(new Receipt.Down(downCause), e);
    }
  }

  private SmtpSession loggedIn() throws MessagingException {
    if (relay.login() instanceof Login.Token login) {
      return byToken(login);
    }
    return relay.login() instanceof Login.Password login
        ? open(login.user(), login.password())
        : open(null, null);
  }

  /**
   * A token that is refused before its time is renewed, once; "not now" (4xx) and a line that is
   * cut refuse none.
   */
  private SmtpSession byToken(Login.Token login) throws MessagingException {
    String token = login.tokens().access();
    if (token.equals(refusedToken)) {
      throw new AuthenticationFailedException("a fresh token was refused a while ago");
    }
    try {
      return open(login.user(), token);
    } catch (AuthenticationFailedException e) {
      if (later(e)) {
        throw e;
      }
      return byFresh(login, login.tokens().renewed(token));
    }
  }

  private SmtpSession byFresh(Login.Token login, String fresh) throws MessagingException {
    try {
      return open(login.user(), fresh);
    } catch (AuthenticationFailedException e) {
      refusedToken = later(e) ? null : fresh;
      throw e;
    }
  }

  private static boolean later(AuthenticationFailedException e) {
    return LATER.matcher(line(e)).lookingAt();
  }

  private SmtpSession open(@Nullable String user, @Nullable String secret)
      throws MessagingException {
    SmtpSession connection = new SmtpSession(session, relay.tls() == Relay.Tls.TLS);
    try {
      connection.connect(relay.host(), relay.port(), user, secret);
      return connection;
    } catch (MessagingException e) {
      connection.drop();
      throw e;
    }
  }

  private String cause(Exception e) {
    if (e instanceof SourceTrouble) {
      return "no token for the relay %s: %s".formatted(relay, e.getMessage());
    } else if (e instanceof AuthenticationFailedException refused && !later(refused)) {
      return "the relay %s refuses our login (%s): %s. Correct relance.mail.user and .password, or .oauth"
          .formatted(relay, relay.login(), line(e));
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return "the relay %s does not prove to be %s: %s. Correct relance.mail.host or .tls, or name its authority in relance.mail.tls.ca"
            .formatted(relay, relay.host(), line(cause));
      }
    }
    return "no connection to the relay %s: %s".formatted(relay, line(e));
  }

  private static String line(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString()).strip();
  }
}
