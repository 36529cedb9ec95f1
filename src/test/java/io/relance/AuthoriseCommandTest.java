package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.command.Desk;
import io.relance.connector.Grants.Grant;
import io.relance.demo.SimulatedSageAccounting;
import io.relance.store.Database;
import io.relance.store.GrantStore;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person lets the hub into a Sage Accounting, at the keyboard. */
class AuthoriseCommandTest {
  @TempDir Path root;
  private final String url = TestDatabase.freshUrl();
  private final InputStream keyboard = System.in;
  private SimulatedSageAccounting sage;
  private int exit;

  @BeforeEach
  void start() throws IOException {
    sage = SimulatedSageAccounting.start(Clock.systemUTC()).business("b1", "Acme SARL", "EUR");
    TestHome home =
        TestHome.in(root)
            .settings("relance.db.url=" + url, "relance.db.pool=4")
            .settings("relance.source.acme.connector=sage-accounting")
            .settings("relance.source.acme.companies=b1", "relance.source.acme.url=" + sage.url())
            .settings("relance.source.acme.tokenUrl=" + sage.tokenUrl())
            .settings("relance.source.acme.redirectUri=https://acme.example/sage")
            .settings("relance.source.acme.clientId=" + sage.clientId())
            .settings("relance.source.acme.clientSecret=" + sage.clientSecret());
    try (Stream<Path> files = Files.list(Path.of("connectors/sage-accounting"))) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> home.file(file.toString(), TestHome.shipped(file.toString())));
    }
  }

  @AfterEach
  void stop() {
    System.setIn(keyboard);
    sage.close();
  }

  private String relance(String typed, String... arguments) {
    System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said, true);
    exit =
        Relance.line(new Desk(Clock.systemUTC(), Map.of("USER", "claire"), out, root))
            .setErr(out)
            .execute(arguments);
    return said.toString();
  }

  private Optional<Grant> grant() {
    try (Database database = Database.open(url, "postgres", "postgres", 2)) {
      return new GrantStore(database, Clock.systemUTC()).find("acme");
    }
  }

  @Test
  void pastesTheAddressHeWasSentTo() {
    String pasted = "https://acme.example/sage?code=" + sage.code() + "&state=relance-acme\n";
    assertThat(relance(pasted, "authorise", "acme"))
        .contains("redirect_uri=https%3A%2F%2Facme.example%2Fsage", "acme is authorised")
        .doesNotContain(sage.clientSecret(), "refresh-1", "access-1");
    assertThat(exit).isZero();
    assertThat(grant()).get().extracting(Grant::refresh).isEqualTo("refresh-1");
  }

  @Test
  void aCodeThatIsNoneChangesNothing() {
    assertThat(relance("", "authorise", "acme", "--code", "yesterday's"))
        .contains("a code serves once", "relance authorise acme");
    assertThat(exit).isEqualTo(1);
    assertThat(grant()).isEmpty();
  }

  @Test
  void takesARefreshTokenGotElsewhere() {
    assertThat(relance(sage.refreshToken() + "\n", "authorise", "acme", "--refresh"))
        .contains("acme is authorised");
    assertThat(grant()).get().extracting(Grant::refresh).isEqualTo("refresh-0");
  }

  @Test
  void namesTheSourcesThereAre() {
    assertThat(relance("", "authorise", "acne")).contains("no source 'acne'", "[acme]");
    assertThat(exit).isEqualTo(1);
  }
}
