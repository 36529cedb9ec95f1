package io.relance.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.relance.connector.Grants;
import io.relance.connector.Http.Answer;
import io.relance.connector.OAuth2;
import io.relance.outbox.Undelivered;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens at a relay that answers to each login as the test says. */
class DiallingTest {
  private final AtomicInteger tokens = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private ServerSocket relay;

  @AfterEach
  void close() throws IOException {
    relay.close();
  }

  /** Answers to the login of the first connection, the second …; empty = it hangs up. */
  private Dialling answering(String... logins) throws IOException {
    relay = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread answering = new Thread(() -> List.of(logins).forEach(this::connection));
    answering.setDaemon(true);
    answering.start();
    OAuth2.Client client =
        OAuth2.Client.unattended("relance.mail.oauth", "https://x.example", "hub", "s", "", "");
    OAuth2 oauth = new OAuth2(question -> token(), Grants.passing(), client, Clock.systemUTC());
    return new Dialling(
        new Relay(
            "127.0.0.1",
            relay.getLocalPort(),
            Relay.Tls.NONE,
            null,
            new Login.Token("hub@acme.example", oauth),
            new Relay.Limits(1, 200, 0)),
        java.time.Duration.ZERO);
  }

  private Answer token() {
    String body =
        "{\"access_token\":\"t%d\",\"expires_in\":3600}".formatted(tokens.incrementAndGet());
    return new Answer(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private void connection(String login) {
    try (Socket socket = relay.accept();
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream()))) {
      connections.incrementAndGet();
      say(socket, "220 relay");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("AUTH") && login.isEmpty()) {
          return;
        }
        say(
            socket,
            line.startsWith("EHLO")
                ? "250-relay\r\n250 AUTH XOAUTH2"
                : line.startsWith("AUTH") ? login : "250 yes");
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void say(Socket socket, String line) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static String down(Dialling dialling) {
    return catchThrowableOfType(Undelivered.class, dialling::connect).receipt().toString();
  }

  @Test
  void aLineThatIsCutHasRefusedNoToken() throws IOException {
    Dialling dialling = answering("535 5.7.3 ended", "", "235 welcome");
    assertThat(down(dialling)).contains("no connection to the relay");
    dialling.connect().drop();
    assertThat(tokens).hasValue(2);
  }

  @Test
  void notNowIsNoRefusal() throws IOException {
    Dialling dialling =
        answering(
            "454 4.7.0 temporary failure", "535 5.7.3 ended", "454 4.7.0 again", "235 welcome");
    assertThat(down(dialling)).contains("454 4.7.0 temporary failure");
    assertThat(tokens).as("the token stays good").hasValue(1);
    assertThat(down(dialling)).contains("454 4.7.0 again");
    dialling.connect().drop();
    assertThat(tokens).hasValue(2);
  }

  @Test
  void aRelayThatRefusesOurLoginIsLeftAloneForAWhile() throws IOException {
    Dialling dialling = answering("535 5.7.3 no", "535 5.7.3 no", "235 welcome");
    assertThat(down(dialling)).contains("refuses our login").contains("535 5.7.3 no");
    assertThat(down(dialling)).contains("refuses our login").contains("535 5.7.3 no");
    assertThat(tokens).hasValue(2);
    assertThat(connections).hasValue(2);
  }
}
