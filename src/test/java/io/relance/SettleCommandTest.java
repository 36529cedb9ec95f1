package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.command.Desk;
import io.relance.flow.Dunning;
import io.relance.flow.Limits;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.JournalStore;
import io.relance.store.OutwardStore;
import io.relance.store.OutwardStore.Mode;
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
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One reminder of 21 November of which nobody knows whether it arrived, settled the day after. */
class SettleCommandTest {
  private static final Instant NEXT_DAY = Feeding.NOON.plus(Duration.ofDays(1));

  @TempDir Path root;
  private final String url = TestDatabase.freshUrl();
  private final Database database = Database.open(url, "postgres", "postgres", 4);
  private final Feeding feeding = new Feeding(database, "1");
  private StringWriter said;
  private int exit;

  @BeforeEach
  void anUncertainAct() {
    TestHome.in(root)
        .settings("relance.db.url=" + url, "relance.db.user=postgres", "relance.db.pool=4")
        .file("routes/send-email.camel.yaml", TestHome.shipped("routes/send-email.camel.yaml"))
        .file("routes/send-letter.camel.yaml", TestHome.shipped("routes/send-letter.camel.yaml"));
    feeding.item("I1", "D1", "EUR", "100", "2026-11-18").pull();
    new OutwardStore(database, new JournalStore(database), clock(Feeding.NOON))
        .set(feeding.company(), new OutwardStore.Outward(Mode.ON, null), "claire");
    run(Feeding.NOON);
    database
        .jdbc()
        .sql(
            "update act set state = 'uncertain', resends = 1, recipient = 'd1@example.com', cause = 'cut',"
                + " sending_at = '2026-11-21T11:30:00Z'")
        .update();
    database
        .jdbc()
        .sql("update account_state set last_contact = '2026-11-21', contacted = '{2026-11-21}'")
        .update();
    new AlertStore(database, clock(Feeding.NOON)).raise("act", "act 1", "uncertain");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Clock clock(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private void run(Instant now) {
    var limits = new Limits(Duration.ofHours(26), 3, 50, 50);
    var journal = new JournalStore(database);
    var alerts = new AlertStore(database, clock(now));
    new Dunning(database, () -> Ladders.at(3, 10, 30), alerts, journal, limits, clock(now))
        .run(feeding.company(), LocalDate.ofInstant(now, ZoneOffset.UTC), "schedule");
  }

  private String relance(String... arguments) {
    said = new StringWriter();
    var out = new PrintWriter(said, true);
    var desk = new Desk(clock(NEXT_DAY), Map.of("USER", "claire"), out, root);
    exit = Relance.line(desk).setErr(out).execute(arguments);
    return said.toString();
  }

  private String one(String sql) {
    return database.jdbc().sql(sql).query(String.class).optional().orElse("none");
  }

  @Test
  void asSentItIsAContactOfTheDayItLeftAndTheErpIsTold() {
    assertThat(relance("settle", "1", "sent", "--reason", "seen in the relay's log"))
        .contains(
            "Act 1 to Débiteur 1 (d1@example.com) is sent: a contact of 2026-11-21; the ERP is told.");

    assertThat(exit).isZero();
    assertThat(one("select state || ' ' || (sent_at at time zone 'UTC') from act"))
        .isEqualTo("sent 2026-11-21 11:30:00");
    assertThat(one("select cause from act"))
        .isEqualTo("settled by claire: it arrived (seen in the relay's log)");
    assertThat(one("select level || ' on ' || level_on from item")).isEqualTo("1 on 2026-11-21");
    assertThat(one("select taken from step")).isEqualTo("t");
    assertThat(
            one(
                "select contacts || ' last ' || last_contact || contacted::text from account_state"))
        .isEqualTo("1 last 2026-11-21{2026-11-21}");
    assertThat(one("select data::json ->> 'date' from writeback where kind = 'note'"))
        .isEqualTo("2026-11-21");
    assertThat(one("select count(*) from alert where until is null")).isEqualTo("0");
    assertThat(one("select actor || ' ' || detail from journal where kind = 'act settled'"))
        .startsWith("claire ")
        .contains("\"as\":\"sent\"", "seen in the relay's log", "uncertain: cut");
    assertThat(new JournalStore(database).verify()).isEmpty();

    run(NEXT_DAY);
    assertThat(one("select count(*) from act")).as("never twice").isEqualTo("1");
  }

  @Test
  void allThatIsInDoubtIsListed() {
    assertThat(relance("settle"))
        .contains("2026-11-21 11:30", "email", "d1@example.com", "Débiteur 1", "acme/1/D1", "cut")
        .contains("a person settles it", "relance settle ACT sent|not-sent");
    assertThat(exit).isZero();

    database.jdbc().sql("update act set resends = 0, next_attempt = '2026-11-22T13:00Z'").update();
    assertThat(relance("settle")).contains("leaves once more at 2026-11-22 13:00");
    assertThat(relance("settle", "--json"))
        .contains("\"act\" : 1", "\"againAt\" : \"2026-11-22T13:00:00Z\"");

    assertThat(relance("settle", "1")).contains("did it arrive?", "sent|not-sent");
    assertThat(exit).isEqualTo(2);
    assertThat(one("select state from act")).isEqualTo("uncertain");

    relance("settle", "1", "not-sent");
    assertThat(relance("settle")).contains("nothing to settle");
    assertThat(exit).isZero();
  }

  @Test
  void whatStaysInTheHouseIsNoContact() {
    database.jdbc().sql("update act set internal = true, channel = 'task'").update();
    assertThat(relance("settle", "1", "sent")).contains("is sent: no contact of the debtor.");
    assertThat(one("select contacts from account_state")).isEqualTo("0");
    assertThat(one("select taken from step")).isEqualTo("t");
  }

  @Test
  void theNumbersOfThePostAreJournaledOnceTheLetterLeft() {
    assertThat(relance("receipt", "1", "--deposit", "1A 123")).contains("by email, not by post");
    assertThat(exit).isEqualTo(1);
    database.jdbc().sql("update act set channel = 'letter'").update();
    assertThat(relance("receipt", "1", "--deposit", "1A 123")).contains("act 1 is uncertain");
    assertThat(exit).isEqualTo(1);

    relance("settle", "1", "sent");
    assertThat(relance("receipt", "1", "--deposit", "1A 123"))
        .contains("Act 1 to Débiteur 1: deposit 1A 123 is in the journal.");
    assertThat(exit).isZero();
    relance("receipt", "1", "--received", "AR 9");

    assertThat(one("select gateway_id from act")).isEqualTo("1A 123");
    assertThat(
            one(
                "select string_agg(actor || ' ' || kind || ' ' || detail, '; ' order by kind) from journal where kind in ('act deposited', 'act received')"))
        .isEqualTo(
            "claire act deposited {\"number\":\"1A 123\"}; claire act received {\"number\":\"AR 9\"}");
    assertThat(new JournalStore(database).verify()).isEmpty();
  }

  @Test
  void asNotSentItIsNoContactAndTheNextRunDecidesAgain() {
    assertThat(relance("settle", "1", "not-sent"))
        .contains("is cancelled: its account is decided again at the next run");

    assertThat(one("select state || ': ' || cause from act"))
        .isEqualTo("cancelled: settled by claire: it did not arrive");
    assertThat(
            one("select coalesce(last_contact::text, contacted::text, 'never') from account_state"))
        .isEqualTo("never");
    assertThat(one("select count(*) from step")).isEqualTo("0");
    assertThat(one("select count(*) from writeback")).isEqualTo("0");

    run(NEXT_DAY);
    assertThat(one("select string_agg(state || ' ' || business_day, ', ' order by id) from act"))
        .isEqualTo("cancelled 2026-11-21, queued 2026-11-22");
  }

  @Test
  void aLaterContactStandsWhateverBecameOfAnEarlierOne() {
    database
        .jdbc()
        .sql(
            """
            insert into act overriding system value
            select (jsonb_populate_record(act, '{"id": 900, "business_day": "2026-11-22", "state": "sent",
                    "sent_at": "2026-11-22T09:00:00Z"}')).* from act
            """)
        .update();
    database.jdbc().sql("update account_state set last_contact = '2026-11-22'").update();

    relance("settle", "1", "not-sent");
    assertThat(one("select last_contact from account_state")).isEqualTo("2026-11-22");

    database.jdbc().sql("update act set state = 'uncertain' where id = 1").update();
    relance("settle", "1", "sent");
    assertThat(one("select last_contact from account_state")).isEqualTo("2026-11-22");
  }

  @Test
  void whatIsNotUncertainIsRefusedWithWhatToDoInstead() {
    state("queued", null);
    assertThat(relance("settle", "1", "sent"))
        .contains(
            "act 1 is queued: it leaves by itself; to take it back: relance cancel R20261121");
    assertThat(exit).isEqualTo(1);
    state("claimed", "2026-11-21T11:30:00Z");
    assertThat(relance("settle", "1", "sent")).contains("is being sent again this very moment");
    state("dead", null);
    assertThat(relance("settle", "1", "sent"))
        .contains("is dead, it did not leave: cut; mend that");
    state("planned", null);
    assertThat(relance("settle", "1", "sent")).contains("has not left yet: relance approve R2026");
    state("sent", "2026-11-21T11:30:00Z");
    assertThat(relance("settle", "1", "not-sent")).contains("act 1 is sent: there is nothing");
    assertThat(relance("settle", "7", "sent"))
        .contains("no act 7; relance explain KEY shows the acts");
    assertThat(relance("settle", "1", "yes")).contains("say sent or not-sent, not 'yes'");
    assertThat(exit).isEqualTo(2);
    assertThat(one("select count(*) from journal where kind = 'act settled'")).isEqualTo("0");
  }

  private void state(String state, String sendingAt) {
    database
        .jdbc()
        .sql("update act set state = :state, sending_at = :at::timestamptz")
        .param("state", state)
        .param("at", sendingAt)
        .update();
  }

  @Test
  void explainNamesTheCommandAndAProgramReadsTheAnswerAsJson() throws IOException {
    assertThat(relance("explain", "D1")).contains("relance settle 1 sent|not-sent");
    var told = new ObjectMapper().readTree(relance("settle", "1", "sent", "--json"));
    assertThat(told.at("/act").asLong()).isEqualTo(1);
    assertThat(told.at("/state").asText()).isEqualTo("sent");
    assertThat(told.at("/debtor").asText()).isEqualTo("Débiteur 1");
  }
}
