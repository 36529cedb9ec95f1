package io.relance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.command.Desk;
import io.relance.store.Database;
import io.relance.store.JournalStore;
import io.relance.store.LedgerStore;
import io.relance.store.Sweep;
import io.relance.support.Feeding;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fifty items, of which eleven do not come any more: held until a person lets it go, once. */
class ReleaseCommandTest {
  @TempDir Path root;
  private final String url = TestDatabase.freshUrl();
  private final Database database = Database.open(url, "postgres", "postgres", 4);
  private final Feeding acme = new Feeding(database, "1");
  private final InputStream keyboard = System.in;
  private int exit;

  @BeforeEach
  void aHeldSweep() {
    TestHome.in(root)
        .settings("relance.db.url=" + url, "relance.db.user=postgres", "relance.db.pool=4");
    for (int i = 1; i <= 50; i++) {
      acme.item("i" + i, "D" + (i % 9 + 1), "EUR", "10", "2026-11-01");
    }
    acme.pull();
    acme.later(Duration.ofHours(25));
    held(1, 11);
  }

  @AfterEach
  void close() {
    System.setIn(keyboard);
    database.close();
  }

  /** These do not come any more, and the next whole sweep is held for it. */
  private void held(int from, int to) {
    for (int i = from; i <= to; i++) {
      acme.without("i" + i);
    }
    try (Sweep sweep = acme.open()) {
      assertThat(sweep.opening().mode()).isEqualTo(Sweep.Mode.SWEEP);
      acme.deliver(sweep);
      sweep.close(acme.proof(), acme.now());
      assertThatThrownBy(sweep::missing)
          .isInstanceOf(Sweep.Held.class)
          .satisfies(held -> sweep.end("held", acme.now(), held.getMessage()));
    }
    acme.later(Duration.ofMinutes(5));
  }

  private String relance(String... arguments) {
    var said = new StringWriter();
    var out = new PrintWriter(said, true);
    var clock = Clock.fixed(acme.now(), ZoneOffset.UTC);
    exit =
        Relance.line(new Desk(clock, Map.of("USER", "claire"), out, root))
            .setErr(out)
            .execute(arguments);
    return said.toString();
  }

  private String one(String sql) {
    return database.jdbc().sql(sql).query(String.class).single();
  }

  private String open() {
    return one("select count(*) from item where open <> 0");
  }

  @Test
  void whatAPersonReleasedIsSettledByTheNextPullAndJournaled() {
    assertThat(relance("release", "acme/1", "--yes", "--reason", "old invoices written off"))
        .contains("11 of 50 open items would vanish at once (among them INV-i1, INV-i10")
        .contains(
            "Released: the next pull of acme reads acme/1 whole, and these 11 open item(s) may");
    assertThat(exit).isZero();
    assertThat(one("select actor || detail from journal where kind = 'sweep released'"))
        .startsWith("claire")
        .contains("\"missing\":\"11\"", "old invoices written off");
    assertThat(new JournalStore(database).verify()).isEmpty();

    assertThat(acme.pull().retired()).isEqualTo(11);
    assertThat(open()).isEqualTo("39");
    var age = Duration.ofHours(26);
    assertThat(LedgerStore.doubt(database, acme.company(), acme.now(), age)).isEmpty();
  }

  @Test
  void itIsReleasedOnce() {
    relance("release", "acme/1", "--yes");
    assertThat(relance("release", "acme/1", "--yes"))
        .contains("claire released it already; the next pull of acme settles it");
    acme.pull();
    acme.later(Duration.ofHours(25));
    held(12, 25);
    assertThat(open()).isEqualTo("39");
  }

  @Test
  void moreThanWhatWasReleasedIsHeldAgain() {
    relance("release", "acme/1", "--yes");
    held(12, 35);
    assertThat(open()).isEqualTo("50");
    assertThat(relance("release", "acme/1", "--yes")).contains("35 open item(s) may be gone");
  }

  @Test
  void otherItemsThanThoseReleasedAreHeld() {
    relance("release", "acme/1", "--yes");
    for (int i = 1; i <= 11; i++) {
      acme.item("i" + i, "D" + (i % 9 + 1), "EUR", "10", "2026-11-01");
    }
    held(12, 22);
    assertThat(open()).isEqualTo("50");
  }

  @Test
  void whatWasHeldSinceItWasShownIsNotReleased() {
    System.setIn(
        new java.io.InputStream() {
          private final InputStream yes =
              new ByteArrayInputStream("yes\n".getBytes(StandardCharsets.UTF_8));

          @Override
          public int read() throws IOException {
            if (yes.available() == 4) {
              acme.later(Duration.ofHours(2));
              held(12, 40);
            }
            return yes.read();
          }
        });
    assertThat(relance("release", "acme/1"))
        .contains("sweep 2 of acme/1 is not the one that is held: look at sweep 3", "40 of 50");
    assertThat(exit).isEqualTo(1);
    assertThat(one("select count(released_by) from sweep")).isEqualTo("0");
  }

  @Test
  void nothingIsReleasedWithoutAYes() {
    System.setIn(new ByteArrayInputStream("no\n".getBytes(StandardCharsets.UTF_8)));
    assertThat(relance("release", "acme/1"))
        .contains("Are they really gone or paid? Type yes:", "Nothing was changed.");
    assertThat(exit).isEqualTo(1);
    assertThat(one("select count(*) from journal where kind = 'sweep released'")).isEqualTo("0");
  }

  @Test
  void whatIsNotHeldCannotBeReleased() throws IOException {
    assertThat(relance("release", "acme/2", "--yes"))
        .contains("no company is acme/2; known: acme/1");
    assertThat(relance("release", "acme/1", "--json")).contains("give --yes with --json");
    var told = new ObjectMapper().readTree(relance("release", "acme/1", "--yes", "--json"));
    assertThat(told.at("/missing").asLong()).isEqualTo(11);
    acme.pull();
    assertThat(relance("release", "acme/1", "--yes")).contains("no sweep of acme/1 is held");
    assertThat(exit).isEqualTo(1);
  }
}
