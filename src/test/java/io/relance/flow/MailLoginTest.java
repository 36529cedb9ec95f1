package io.relance.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.relance.connector.Grants;
import io.relance.connector.OAuth2;
import io.relance.connector.TokenEndpoint;
import io.relance.outbox.Receipt;
import io.relance.outbox.Undelivered;
import io.relance.support.Dovecot;
import io.relance.support.FaultySmtp;
import io.relance.support.Parts;
import io.relance.support.SelfSigned;
import io.relance.support.TokenServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logging in to a real submission server (Dovecot): certificates, passwords, tokens. */
class MailLoginTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final byte[] LETTER =
      "From: a@acme.example\r\nTo: b@y.example\r\nMessage-ID: <1@acme.example>\r\n\r\nHello\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;
  private final FaultySmtp relay = new FaultySmtp();
  private final Grants grants = Grants.passing();
  private TokenServer tokens;
  private SelfSigned certificate;
  private Dovecot dovecot;
  private int port;

  @BeforeEach
  void start() throws Exception {
    Parts.need("/usr/lib/dovecot/submission-login", "dovecot-submissiond");
    tokens = new TokenServer();
    certificate = SelfSigned.of("localhost", folder);
    port = Dovecot.freePort();
    Path oauth =
        Files.writeString(
            folder.resolve("oauth.conf"),
            """
            introspection_mode = auth
            introspection_url = %s
            username_attribute = username
            active_attribute = active
            active_value = true
            """
                .formatted(tokens.url("/introspect")));
    dovecot =
        Dovecot.start(
            folder,
            port,
            """
            protocols = submission
            ssl = yes
            ssl_cert = <%s
            ssl_key = <%s
            auth_mechanisms = plain xoauth2
            auth_failure_delay = 0
            submission_relay_host = 127.0.0.1
            submission_relay_port = %d
            service submission-login {
              chroot =
              inet_listener submission {
                port = %d
              }
            }
            passdb {
              driver = oauth2
              mechanisms = xoauth2
              args = %s
            }
            passdb {
              driver = static
              mechanisms = plain
              args = password=right
            }
            """
                .formatted(
                    certificate.certificate(), certificate.key(), relay.port(), port, oauth));
  }

  @AfterEach
  void stop() {
    if (dovecot != null) {
      dovecot.close();
      tokens.close();
    }
    relay.close();
  }

  private Login token(Instant now, String refresh) {
    OAuth2.Client client =
        OAuth2.Client.unattended(
            "relance.mail.oauth", tokens.url("/token"), "hub", "hub-secret", "", refresh);
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    return new Login.Token(
        "hub@acme.example", new OAuth2(new TokenEndpoint("the provider"), grants, client, clock));
  }

  private PooledMailSender to(String host, @Nullable Path ca, Login login) {
    return new PooledMailSender(
        new Relay(host, port, Relay.Tls.STARTTLS, ca, login, new Relay.Limits(2, 200, 0)));
  }

  private PooledMailSender as(Login login) {
    return to("localhost", certificate.certificate(), login);
  }

  private static void send(PooledMailSender sender) {
    sender.send(Mime.message(LETTER));
  }

  private static String down(PooledMailSender sender) {
    Undelivered e = catchThrowableOfType(Undelivered.class, () -> send(sender));
    assertThat(e.receipt()).isInstanceOf(Receipt.Down.class);
    return ((Receipt.Down) e.receipt()).cause();
  }

  @Test
  void aTokenOpensTheRelay() {
    try (PooledMailSender sender = as(token(NOW, "first"))) {
      send(sender);
      send(sender);
    }
    assertThat(relay.taken()).hasSize(2);
    assertThat(tokens.given()).isEqualTo(1);
  }

  @Test
  void aTokenThatHasEndedIsRenewedBeforeItIsShown() throws IOException {
    try (PooledMailSender sender = as(token(NOW, "first"))) {
      send(sender);
    }
    try (PooledMailSender sender = as(token(NOW.plus(Duration.ofMinutes(60)), "first"))) {
      send(sender);
    }
    assertThat(relay.taken()).hasSize(2);
    assertThat(tokens.given()).isEqualTo(2);
    assertThat(dovecot.log()).doesNotContain("not valid");
  }

  @Test
  void aTokenThatIsRefusedEarlyIsRenewedOnce() {
    token(NOW, "first");
    try (PooledMailSender sender = as(token(NOW, "first"))) {
      send(sender);
    }
    tokens.endAccess();
    try (PooledMailSender sender = as(token(NOW, "first"))) {
      send(sender);
    }
    assertThat(relay.taken()).hasSize(2);
    assertThat(tokens.given()).isEqualTo(2);
  }

  @Test
  void aRelayThatAcceptsNoTokenIsNotFedWithFreshOnes() {
    tokens.giveUseless();
    Relay settings =
        new Relay(
            "localhost",
            port,
            Relay.Tls.STARTTLS,
            certificate.certificate(),
            token(NOW, "first"),
            new Relay.Limits(2, 200, 0));
    Dialling dialling = new Dialling(settings, Duration.ZERO);
    for (int i = 0; i < 3; i++) {
      Undelivered e = catchThrowableOfType(Undelivered.class, dialling::connect);
      assertThat(e.receipt().toString())
          .contains("refuses our login (hub@acme.example, XOAUTH2)", "relance.mail.user");
    }
    assertThat(tokens.given()).as("the one it had and one fresh").isEqualTo(2);
  }

  @Test
  void aRevokedAuthorisationWaitsForAPersonAndAnotherTokenEndsIt() {
    tokens.accept("second");
    try (PooledMailSender sender = as(token(NOW, "first"))) {
      assertThat(down(sender))
          .contains("revoked", "set relance.mail.oauth.refresh")
          .doesNotContain("hub-secret");
    }
    try (PooledMailSender sender = as(token(NOW, "second"))) {
      send(sender);
    }
    assertThat(relay.taken()).hasSize(1);
  }

  @Test
  void aPasswordIsShownToWhomItIsMeantFor() {
    try (PooledMailSender sender = as(new Login.Password("hub", "right"))) {
      send(sender);
    }
    try (PooledMailSender sender = as(new Login.Password("hub", "wr0ng"))) {
      assertThat(down(sender)).contains("refuses our login (hub)").doesNotContain("wr0ng");
    }
    assertThat(relay.taken()).hasSize(1);
  }

  @Test
  void aRelayThatCannotProveWhoItIsGetsNothing() throws IOException {
    Login login = new Login.Password("hub", "right");
    try (PooledMailSender untrusted = to("localhost", null, login);
        PooledMailSender another = to("127.0.0.1", certificate.certificate(), login)) {
      assertThat(down(untrusted)).contains("does not prove to be localhost", "relance.mail.tls.ca");
      assertThat(down(another)).contains("does not prove to be 127.0.0.1", "relance.mail.host");
    }
    assertThat(relay.taken()).isEmpty();
    assertThat(dovecot.log()).doesNotContain("method=PLAIN");
  }
}
