package io.relance.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.support.Reminded;
import io.relance.support.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertStoreTest {
  private static final Instant MORNING = Instant.parse("2026-11-23T06:00:00Z");
  private static Database database;
  private final AlertStore alerts = at(MORNING);

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() {
    database.jdbc().sql("delete from alert").update();
  }

  @Test
  void standsOnceHoweverOftenItIsRaised() {
    assertThat(alerts.raise("source", "acme/1", "key expired")).isTrue();
    assertThat(at(MORNING.plusSeconds(60)).raise("source", "acme/1", "key still expired"))
        .isFalse();

    assertThat(alerts.list())
        .containsExactly(
            new AlertStore.Alert(
                "source", "acme/1", "key still expired", MORNING, MORNING.plusSeconds(60), 2));
  }

  @Test
  void clearedOnesMayComeBackAsNew() {
    alerts.raise("source", "acme/1", "key expired");

    assertThat(alerts.clear("source", "acme/1")).isTrue();
    assertThat(alerts.clear("source", "acme/1")).isFalse();
    assertThat(alerts.list()).isEmpty();
    assertThat(alerts.raise("source", "acme/1", "key expired")).isTrue();
  }

  @Test
  void newsIsOverAfterTwoWeeksAndANumberWhenNobodyHasIt() {
    Reminded ledger = new Reminded(database, "news");
    ledger.account("dupont");
    ledger.update(
        "insert into contact (debtor_id, key, role, mobile) select max(id), 'm', 'billing', '06 12 34 56 78' from debtor",
        Map.of());
    alerts.raise("address", "+33612345678", "no such number");
    alerts.raise("reply", "info@x.fr", "is a contact of several debtors");
    alerts.raise("replies", "strangers", "is no debtor's contact");
    alerts.raise("outcome", "task 7", "promised something");
    alerts.raise("replies", "compta@acme.example@imap/INBOX", "cannot be read");

    at(MORNING.plus(Duration.ofDays(14))).clearOvertaken(ledger.company());
    assertThat(alerts.list()).hasSize(5);
    ledger.update("update contact set mobile = '06 12 34 56 79' where key = 'm'", Map.of());
    at(MORNING.plus(Duration.ofDays(15))).clearOvertaken(ledger.company());
    assertThat(alerts.list())
        .extracting(AlertStore.Alert::message)
        .containsExactly("cannot be read");
  }

  @Test
  void whatWasOvertakenIsOver() {
    Reminded ledger = new Reminded(database);
    long account = ledger.account("dupont");
    ledger.item(account, "move/1", LocalDate.parse("2026-11-01"), 0);
    long dead = ledger.act(account, 1, LocalDate.parse("2026-11-20"));
    ledger.update("update act set state = 'dead'", Map.of());
    ledger.update(
        "insert into contact (debtor_id, key, role, email) select max(id), 'c', 'billing', 'J. <old@x.fr>; b@x.fr' from debtor",
        Map.of());
    alerts.raise("act", "act " + dead, "550");
    alerts.raise("act", "act 999", "of another company");
    alerts.raise("address", "old@x.fr", "refused");

    alerts.clearOvertaken(ledger.company());
    assertThat(alerts.list()).as("nothing happened yet").hasSize(3);

    long executive = ledger.act(account, 1, LocalDate.parse("2026-11-23"));
    ledger.update(
        "update act set role = 'executive', business_day = '2026-11-20' where id = :act",
        Map.of("act", executive));
    alerts.clearOvertaken(ledger.company());
    assertThat(alerts.list()).as("billing was not told").hasSize(3);

    ledger.act(account, 1, LocalDate.parse("2026-11-23"));
    ledger.update("update contact set email = 'new@x.fr'", Map.of());
    alerts.clearOvertaken(ledger.company());
    assertThat(alerts.list()).extracting(AlertStore.Alert::subject).containsExactly("act 999");
  }

  private static AlertStore at(Instant now) {
    return new AlertStore(database, Clock.fixed(now, ZoneOffset.UTC));
  }
}
