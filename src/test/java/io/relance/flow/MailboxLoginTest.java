package io.relance.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.connector.Grants;
import io.relance.connector.OAuth2;
import io.relance.connector.SourceTrouble;
import io.relance.connector.TokenEndpoint;
import io.relance.support.ImapBox;
import io.relance.support.TokenServer;
import jakarta.mail.AuthenticationFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logging in to a real mailbox (Dovecot) by a token, as Microsoft 365 and Google want it. */
class MailboxLoginTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  @TempDir Path folder;
  private final Grants grants = Grants.passing();
  private TokenServer tokens;
  private ImapBox box;

  @BeforeEach
  void start() throws Exception {
    tokens = new TokenServer();
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
    box =
        ImapBox.in(
            folder,
            """
            auth_mechanisms = plain xoauth2
            passdb {
              driver = oauth2
              mechanisms = xoauth2
              args = %s
            }
            """
                .formatted(oauth));
  }

  @AfterEach
  void stop() {
    if (box != null) {
      box.close();
    }
    tokens.close();
  }

  private Mailbox open(String refresh) throws Exception {
    OAuth2.Client client =
        OAuth2.Client.unattended(
            "relance.replies.oauth", tokens.url("/token"), "hub", "hub-secret", "", refresh);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Login login =
        new Login.Token(
            "hub@acme.example",
            new OAuth2(new TokenEndpoint("the provider"), grants, client, clock));
    return Mailbox.open(
        new Mailbox.Where(
            "127.0.0.1", box.port(), new Protection(Relay.Tls.NONE, null), login, "INBOX", ""));
  }

  @Test
  void aTokenOpensTheMailboxAndServesAgain() throws Exception {
    for (int i = 0; i < 2; i++) {
      try (Mailbox mailbox = open("first")) {
        assertThat(mailbox.after(0)).isEmpty();
      }
    }
    assertThat(tokens.given()).isEqualTo(1);
  }

  @Test
  void aTokenThatIsRefusedEarlyIsRenewedOnce() throws Exception {
    open("first").close();
    tokens.endAccess();
    open("first").close();
    assertThat(tokens.given()).isEqualTo(2);
    tokens.giveUseless();
    assertThatThrownBy(() -> open("first")).isInstanceOf(AuthenticationFailedException.class);
    assertThat(tokens.given()).isEqualTo(3);
  }

  @Test
  void aConsentThatWasRevokedIsSaid() {
    tokens.accept("none");
    assertThatThrownBy(() -> open("first"))
        .isInstanceOf(SourceTrouble.class)
        .hasMessageContaining("relance.replies.oauth")
        .hasMessageNotContaining("hub-secret");
  }
}
