package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.command.Desk;
import io.relance.flow.Dunning;
import io.relance.flow.Limits;
import io.relance.journal.Entry;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.JournalStore;
import io.relance.store.OutwardStore;
import io.relance.support.Feeding;
import io.relance.support.Ladders;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
  @TempDir Path root;
  private final String url = TestDatabase.freshUrl();
  private final Database database = Database.open(url, "postgres", "postgres", 4);
  private final StringWriter said = new StringWriter();
  private int exit;

  @BeforeEach
  void twoRuns() {
    TestHome.in(root)
        .settings("relance.db.url=" + url, "relance.db.user=postgres", "relance.db.pool=4");
    var feeding =
        new Feeding(database, "1")
            .item("I1", "D1", "EUR", "100", "2026-11-18")
            .item("I2", "D1", "EUR", "40.5", "2026-12-18")
            .item("I3", "D2", "EUR", "-7", "2026-11-01")
            .item("I4", "D3", "EUR", "30", "2026-10-01")
            .more("I4", "\"nativeLevel\":2,\"nativeOn\":\"2026-11-20\"");
    feeding.pull();
    run(Feeding.NOON.plusSeconds(60), "off");
    feeding.later(Duration.ofDays(1)).item("I1", "D1", "EUR", "60", "2026-11-18").pull();
    run(Feeding.NOON.plusSeconds(86_460), "on");
  }

  private void run(Instant now, String mode) {
    var clock = Clock.fixed(now, ZoneOffset.UTC);
    var journal = new JournalStore(database);
    var alerts = new AlertStore(database, clock);
    var to = OutwardStore.Mode.valueOf(mode.toUpperCase(java.util.Locale.ROOT));
    new OutwardStore(database, journal, clock).set(1, new OutwardStore.Outward(to, null), "claire");
    var limits = new Limits(Duration.ofHours(26), 3, 50, 50);
    new Dunning(database, () -> Ladders.at(3, 10, 30), alerts, journal, limits, clock)
        .run(1, LocalDate.ofInstant(now, ZoneOffset.UTC), "schedule");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private String relance(String... arguments) {
    var clock = Clock.fixed(Feeding.NOON.plus(Duration.ofDays(2)), ZoneOffset.UTC);
    var out = new PrintWriter(said, true);
    exit = Relance.line(new Desk(clock, Map.of(), out, root)).setErr(out).execute(arguments);
    return said.toString();
  }

  @Test
  void anAccountIsExplainedByItsDecisionsItemsAndMessages() {
    assertThat(relance("explain", "D1"))
        .contains("Débiteur 1 (D1), account 1 in EUR, for ")
        .contains(
            "2026-11-21 to 2026-11-21  level 1 (Level 1): oldest due date 2026-11-18, 3 days late ≥ 3, 100.00 EUR")
        .contains(
            "2026-11-22 to today       level 1 (Level 1): oldest due date 2026-11-18, 5 days late ≥ 3, 60.00 EUR")
        .contains("INV-I2, due 2026-12-18, 40.50 EUR open")
        .contains("2026-11-21 to today       nothing said yet; level 1 from 2026-12-21")
        .contains(
            "2026-11-22  Level 1 by email to whom the address book names, asks 60.00 EUR for INV-I1, INV-I2: QUEUED");
    assertThat(exit).isZero();
  }

  @Test
  void anInvoiceIsExplainedAloneAndInFrench() {
    assertThat(relance("explain", "INV-I2", "--language", "fr"))
        .contains("rien d'envoyé ; niveau 1 à partir du 2026-12-21")
        .doesNotContain("INV-I1, due");
  }

  @Test
  void whatTheErpHadReachedBeforeIsSaid() {
    assertThat(relance("explain", "I4", "--language", "fr"))
        .contains("déjà au niveau 2 dans l'ERP depuis le 2026-11-20");
    assertThat(relance("explain", "I1")).doesNotContain("already at level");
  }

  @Test
  void anUncertainMessageIsSaidToBeOne() {
    database
        .jdbc()
        .sql("update act set state = 'uncertain', resends = 1, sending_at = '2026-11-22T11:02:00Z'")
        .update();
    assertThat(relance("explain", "I1"))
        .contains("UNCERTAIN, NOT KNOWN whether it arrived", "begun 2026-11-22T11:02:00Z")
        .as("held for a person at once")
        .doesNotContain("sent again");
    long act = database.jdbc().sql("select min(id) from act").query(Long.class).single();
    Instant at = Instant.parse("2026-11-22T11:02:00Z");
    Entry again = Entry.ofAct(at, "act resending", "courier", 1, 1, act, Map.of());
    database.inTransaction(() -> new JournalStore(database).append(List.of(again)));
    assertThat(relance("explain", "I1"))
        .contains("begun 2026-11-22T11:02:00Z; sent again 1 time(s)");
  }

  @Test
  void whatWaitsForItsHoursSaysUntilWhen() {
    database
        .jdbc()
        .sql("update act set waits = 'waits until Tuesday', opens_at = '2026-11-24T07:00:00Z'")
        .update();
    assertThat(relance("explain", "I1")).contains("QUEUED, waits until Tuesday");
    database.jdbc().sql("update act set opens_at = '2026-11-23T07:00:00Z'").update();
    said.getBuffer().setLength(0);
    assertThat(relance("explain", "I1")).as("that is over").contains("QUEUED (");
  }

  @Test
  void whatCameBackIsTold() throws IOException {
    database
        .jdbc()
        .sql(
            """
            insert into came_back (mailbox, print, at, kind, sender, subject, cause, act_id, accounts)
            values ('m', 'one', '2026-11-22T15:00:00Z', 'hard', 'mailer-daemon@mx.example', 'failure notice', '5.1.1 unknown', (select min(id) from act), '{}'),
                   ('m', 'two', '2026-11-23T15:00:00Z', 'reply', 'd1@example.com', 'RE: INV-I1', '', null, '{1}')
            """)
        .update();
    assertThat(relance("explain", "I1"))
        .contains("What came back")
        .containsPattern(
            "2026-11-22  bounce, nobody has this address, from mailer-daemon@mx.example: \"failure notice\", 5.1.1 unknown \\(act \\d+\\)")
        .contains("2026-11-23  answer from d1@example.com: \"RE: INV-I1\"");
    said.getBuffer().setLength(0);
    var told = new ObjectMapper().readTree(relance("explain", "D1", "--json"));
    assertThat(told.at("/0/cameBack/1/kind").asText()).isEqualTo("reply");
  }

  @Test
  void whatColleaguesThePostAndTelephonesSaidIsTold() throws IOException {
    long act = database.jdbc().sql("select min(id) from act").query(Long.class).single();
    database
        .jdbc()
        .sql("update act set state = 'sent', sent_at = '2026-11-22T11:02:00Z', receipt = 'L-7.pdf'")
        .update();
    note("act deposited", "claire", act, Map.of("number", "1A 123"));
    database.jdbc().sql("update act set recipient = ''").update();
    note(
        "task done",
        "outcomes",
        act,
        Map.of("task", "9", "said", "promesse 30/11", "until", "2026-11-30"));
    note("sms stopped", "sms", act, Map.of("from", "+33612345678"));
    note("act sent", "courier", act, Map.of());

    assertThat(relance("explain", "I1"))
        .contains("to a colleague, asks", "SENT, sent 2026-11-22T11:02:00Z, answered \"L-7.pdf\"")
        .contains("2026-11-23  the post's number of the deposit \"1A 123\", by claire (act " + act)
        .contains("task done \"promesse 30/11, a promise until 2026-11-30\", by outcomes")
        .contains("no more SMS wanted, by sms");
    said.getBuffer().setLength(0);
    var told = new ObjectMapper().readTree(relance("explain", "D1", "--json"));
    assertThat(told.at("/0/noted")).hasSize(3);
  }

  private void note(String kind, String by, long act, Map<String, String> detail) {
    Entry entry = Entry.ofAct(Instant.parse("2026-11-23T09:00:00Z"), kind, by, 1, 1, act, detail);
    database.inTransaction(() -> new JournalStore(database).append(List.of(entry)));
  }

  @Test
  void aProgramReadsItAsJson() throws IOException {
    var told = new ObjectMapper().readTree(relance("explain", "D2", "--json"));
    assertThat(told.at("/0/decisions/0/outcome").asText()).isEqualTo("nothing");
    assertThat(told.at("/0/items/0/reasons/0/why").asText()).isEqualTo("credit of 7.00 EUR");
    assertThat(told.at("/0/items/0/open").asText()).isEqualTo("-7.00");
  }

  @Test
  void aKeyThatMeansNothingIsSaidToMeanNothing() {
    assertThat(relance("explain", "INV-0")).contains("Nothing is known by 'INV-0'");
    assertThat(exit).isEqualTo(1);
  }
}
