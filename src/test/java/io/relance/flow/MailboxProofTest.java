package io.relance.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.support.ImapBox;
import io.relance.support.SelfSigned;
import jakarta.mail.MessagingException;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mailbox (Dovecot) whose certificate only an authority of one's own vouches for. */
class MailboxProofTest {
  private static final Login LOGIN = new Login.Password(ImapBox.USER, ImapBox.PASSWORD);

  @TempDir Path folder;
  private SelfSigned certificate;
  private ImapBox box;

  @BeforeEach
  void start() throws Exception {
    certificate = SelfSigned.of("localhost", folder);
    box = ImapBox.proven(folder, certificate);
  }

  @AfterEach
  void stop() {
    if (box != null) {
      box.close();
    }
  }

  private void read(String host, Relay.Tls tls, @Nullable Path ca) throws MessagingException {
    int port = tls == Relay.Tls.TLS ? box.tlsPort() : box.port();
    Protection protection = new Protection(tls, ca);
    try (Mailbox mailbox =
        Mailbox.open(new Mailbox.Where(host, port, protection, LOGIN, "INBOX", ""))) {
      assertThat(mailbox.after(0)).isEmpty();
    }
  }

  @Test
  void oneWhoseAuthorityIsNamedIsReadBothWays() throws Exception {
    read("localhost", Relay.Tls.STARTTLS, certificate.certificate());
    read("localhost", Relay.Tls.TLS, certificate.certificate());
    assertThat(box.log()).contains("TLS").doesNotContain("Disconnected: Aborted login");
  }

  @Test
  void oneThatCannotProveWhoItIsIsNotToldOurPassword() throws Exception {
    for (Relay.Tls tls : new Relay.Tls[] {Relay.Tls.STARTTLS, Relay.Tls.TLS}) {
      assertThatThrownBy(() -> read("localhost", tls, null))
          .as("an authority that nobody named, %s", tls)
          .hasRootCauseInstanceOf(java.security.cert.CertPathBuilderException.class);
      assertThatThrownBy(() -> read("127.0.0.1", tls, certificate.certificate()))
          .as("another host, %s", tls)
          .isInstanceOf(MessagingException.class)
          .hasStackTraceContaining(SSLException.class.getPackageName());
    }
    assertThat(box.log()).doesNotContain("Login:");
  }

  @Test
  void anAuthorityThatCannotBeReadIsSaid() {
    Path none = folder.resolve("none.pem");
    assertThatThrownBy(() -> read("localhost", Relay.Tls.TLS, none))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining("no certificates can be read from " + none);
  }
}
