package io.relance.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.JournalStore;
import io.relance.store.OutboxStore;
import io.relance.support.Reminded;
import io.relance.support.TestDatabase;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What strangers' telephones send, in whatever characters; the rest is in SmppReceiptsTest. */
class SmsAnswersTest {
  private final Clock clock = Clock.systemUTC();
  private final Database database = TestDatabase.fresh();
  private final JournalStore journal = new JournalStore(database);
  private final AlertStore alerts = new AlertStore(database, clock);
  private final Reminded reminded = new Reminded(database);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void charactersThatNoTableTakesStopNoAnswer() {
    long account = reminded.account("D1");
    long act = reminded.act(account, 1, LocalDate.of(2026, 11, 20));
    reminded.update(
        "update act set channel = 'sms', recipient = '+33612345678' where id = :act",
        Map.of("act", act));
    answers().came("sms", "33612345678", "Bonjour,\u0000\nje paie demain", "g1");

    assertThat(database.jdbc().sql("select note from account_hold").query(String.class).single())
        .isEqualTo("Bonjour, je paie demain");
    assertThat(alerts.list()).singleElement().asString().contains("je paie demain");
  }

  @Test
  void aStopFromANumberOfNobodyWeKnowBlocksNobodyAbroad() {
    answers().came("sms", "06 98 76 54 32", "STOP", "g1");
    answers().came("sms", "0041 79 123 45 67", "STOP", "g2");
    answers().came("sms", "33698765432", "STOP", "g3");

    assertThat(database.jdbc().sql("select email from address_block").query(String.class).list())
        .containsExactlyInAnyOrder("0698765432", "+41791234567", "+33698765432");
  }

  private SmsAnswers answers() {
    var outbox = new OutboxStore(database, clock, "n1");
    return new SmsAnswers(new Receipts.Stores(database, outbox, journal, alerts, clock));
  }
}
