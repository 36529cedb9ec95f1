package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.boot.Rooms;
import io.relance.flow.Settling.Fate;
import io.relance.store.JournalStore;
import io.relance.support.Dispatch;
import io.relance.support.FaultySmtp;
import io.relance.support.FaultySmtp.Fault;
import io.relance.support.FaultySmtp.Taken;
import io.relance.support.StillErp;
import io.relance.support.TestDatabase;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** routes/send-email, routes/recheck and routes/outbox, as shipped, from queued acts to a relay. */
class SendEmailTest {
  private final Clock clock = Clock.systemUTC();
  private final FaultySmtp relay = new FaultySmtp();
  @TempDir Path folder;
  private House house;
  private Dispatch dispatch;

  @BeforeEach
  void open() {
    Dispatch.home(folder, TestDatabase.freshUrl(), relay.port(), "relance.mail.resend.seconds=1");
    house = House.open(Home.at(folder), clock, Map.of());
    dispatch = new Dispatch(house.database(), clock);
  }

  @AfterEach
  void close() {
    StillErp.trouble("");
    StillErp.hide("");
    house.close();
    relay.close();
  }

  private Hub start() {
    Hub hub = Hub.start(house, "n1");
    assertThat(hub.refused()).isEmpty();
    return hub;
  }

  private void untilStates(Map<String, Long> states) {
    await().untilAsserted(() -> assertThat(dispatch.states()).isEqualTo(states));
  }

  private void now(String sql) {
    house.database().jdbc().sql(sql).update();
  }

  private String one(String sql) {
    return house.database().jdbc().sql(sql).query(String.class).single();
  }

  @Test
  void aQueuedActReachesTheRelayOnceAndTheLedgerKnows() {
    dispatch.queue(1, 25);
    try (Hub hub = start()) {
      untilStates(Map.of("sent", 25L));
    }

    assertThat(relay.taken()).hasSize(25).extracting(Taken::recipient).doesNotHaveDuplicates();
    assertThat(relay.connections()).isLessThan(15);
    assertThat(
            one(
                "select count(*) from item where level = 2 and policy = 'courteous' and level_on is not null"))
        .isEqualTo("25");
    assertThat(one("select count(*) from step where taken")).isEqualTo("25");
    assertThat(
            one(
                "select count(*) from account_state where contacts = 1 and last_contact is not null and review_on = '-infinity'"))
        .isEqualTo("25");
    assertThat(one("select count(*) from writeback where kind = 'note'")).isEqualTo("25");
    assertThat(one("select count(*) from journal where kind in ('act sending', 'act sent')"))
        .isEqualTo("50");
    assertThat(new JournalStore(house.database()).verify()).isEmpty();
  }

  @Test
  void whatLeftIsWhatIsKept() {
    dispatch.queue(1, 1);
    try (Hub hub = start()) {
      untilStates(Map.of("sent", 1L));
    }

    byte[] kept =
        house.database().jdbc().sql("select content from payload").query(byte[].class).single();
    assertThat(relay.taken().get(0).bytes()).isEqualTo(kept);
    assertThat(new String(kept, java.nio.charset.StandardCharsets.UTF_8))
        .contains("Message-ID: " + dispatch.act("D1", "message_id"))
        .contains("To: Jeanne Martin\r\n <d1@debtor.example>")
        .contains("Reply-To: compta@lumiere.example");
    assertThat(dispatch.act("D1", "receipt")).isEqualTo("250 2.0.0 taken");
  }

  @Test
  void faultsLoseNothingAndDoubleNothing() {
    dispatch.queue(1, 60);
    relay
        .fault(20, Fault.LATER)
        .fault(30, Fault.NEVER)
        .fault(40, Fault.CUT_IN_DATA)
        .fault(50, Fault.BUSY_AFTER_DATA);
    try (Hub hub = start()) {
      untilStates(Map.of("sent", 57L, "failed", 2L, "dead", 1L));
      assertThat(one("select min(next_attempt) > now() from act where state = 'failed'"))
          .isEqualTo("t");
      now("update act set next_attempt = now() where state = 'failed'");
      untilStates(Map.of("sent", 59L, "dead", 1L));
    }

    assertThat(relay.taken()).hasSize(59).extracting(Taken::recipient).doesNotHaveDuplicates();
    assertThat(one("select cause from act where state = 'dead'")).contains("550 5.1.1");
    assertThat(
            one(
                "select count(*) from step where act_id in (select id from act where state = 'dead')"))
        .isEqualTo("0");
    assertThat(one("select email from address_block"))
        .isEqualTo(one("select recipient from act where state = 'dead'"));
    assertThat(one("select count(*) from alert where kind = 'address' and until is null"))
        .isEqualTo("1");
  }

  @Test
  void whatNobodyKnowsIsSentAgainOnceWithTheSameBytes() {
    dispatch.queue(1, 5);
    relay.fault(3, Fault.CUT_AFTER_TAKING);
    try (Hub hub = start()) {
      untilStates(Map.of("sent", 5L));
    }

    Map<String, List<Taken>> byRecipient =
        relay.taken().stream().collect(Collectors.groupingBy(Taken::recipient));
    assertThat(byRecipient).hasSize(5);
    assertThat(byRecipient.values())
        .filteredOn(copies -> copies.size() == 2)
        .hasSize(1)
        .first()
        .satisfies(copies -> assertThat(copies.get(0).bytes()).isEqualTo(copies.get(1).bytes()));
    assertThat(one("select count(*) from journal where kind = 'act resending'")).isEqualTo("1");
  }

  @Test
  void anUncertainActWhoseInvoiceWasPaidIsNotSentAgainButSettledByAPersonBesideTheHub() {
    dispatch.queue(1, 1);
    now("update act set state = 'uncertain', sending_at = now()");
    now("update item set open = 60");
    long act = Long.parseLong(dispatch.act("D1", "id"));
    try (Hub hub = start()) {
      await().untilAsserted(() -> assertThat(dispatch.act("D1", "resends")).isEqualTo("1"));
      assertThat(dispatch.act("D1", "cause")).contains("not sent again");
      await()
          .untilAsserted(
              () ->
                  assertThat(one("select max(message) from alert where kind = 'act'"))
                      .contains("relance settle " + act + " sent|not-sent"));
      Rooms.of(house).settling().settle(act, Fate.SENT, "claire", "");
    }

    assertThat(dispatch.states()).isEqualTo(Map.of("sent", 1L));
    assertThat(relay.taken()).isEmpty();
  }

  @Test
  void aRelayThatIsDownCostsNoAttempt() {
    dispatch.queue(1, 10);
    relay.down();
    try (Hub hub = start()) {
      untilStates(Map.of("failed", 10L));
      assertThat(one("select sum(attempts) from act")).isEqualTo("0");
      assertThat(one("select count(*) from alert where kind = 'relay' and until is null"))
          .isEqualTo("1");
      relay.up();
      await()
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> {
                now("update act set next_attempt = now() where state = 'failed'");
                assertThat(dispatch.states()).isEqualTo(Map.of("sent", 10L));
              });
    }

    assertThat(relay.taken()).hasSize(10);
    assertThat(one("select count(*) from alert where kind = 'relay' and until is null"))
        .isEqualTo("0");
  }

  @Test
  void aSourceThatCannotBeReadKeepsItsActsQueued() {
    dispatch.queue(1, 10);
    StillErp.trouble("the ERP does not answer");
    try (Hub hub = start()) {
      await()
          .untilAsserted(
              () -> assertThat(dispatch.act("D1", "cause")).isEqualTo("the ERP does not answer"));
      assertThat(dispatch.states()).isEqualTo(Map.of("queued", 10L));
      StillErp.trouble("");
      now("update act set next_attempt = now()");
      untilStates(Map.of("sent", 10L));
    }

    assertThat(one("select sum(attempts) from act")).isEqualTo("0");
    assertThat(one("select count(*) from alert where kind = 'recheck' and until is null"))
        .isEqualTo("0");
  }

  @Test
  void whatIsNotFoundByItsKeyWaitsAndIsNotClosed() {
    dispatch.queue(1, 3);
    StillErp.hide("ID1");
    try (Hub hub = start()) {
      untilStates(Map.of("sent", 2L, "queued", 1L));
      assertThat(dispatch.act("D1", "cause")).contains("not found by key just before sending: ID1");
      assertThat(one("select open::text from item where key = 'ID1'")).isEqualTo("120.000");
      assertThat(one("select message from alert where kind = 'not-found' and until is null"))
          .contains("1 messages wait", "ID1", "rights");
      StillErp.hide("");
      now("update act set next_attempt = now()");
      untilStates(Map.of("sent", 3L));
    }
  }

  @Test
  void whereNothingCanBeReadAgainTheNewestFileMustBeYoung() throws IOException {
    Files.delete(folder.resolve("connectors/still/still-recheck.kamelet.yaml"));
    dispatch.queue(1, 3);
    now(
        "update feed set read_at = now() - interval '3 days', swept_at = now() - interval '3 days'");
    now("update feed set fresh_until = now() - interval '1 second'");
    try (Hub hub = start()) {
      dispatch.queue(4, 4);
      await().during(Duration.ofSeconds(4)).until(() -> relay.taken().isEmpty());
      now("update feed set fresh_until = now() + interval '1 hour'");
      untilStates(Map.of("sent", 4L));
    }
  }

  @Test
  void whatWasPaidOrDisputedMeanwhileIsNotSent() {
    dispatch.queue(1, 3);
    now("update item set open = 0, settled_at = now() where key = 'ID1'");
    now("update item set dispute = true where key = 'ID2'");
    try (Hub hub = start()) {
      untilStates(Map.of("sent", 1L, "cancelled", 2L));
    }

    assertThat(relay.taken()).extracting(Taken::recipient).containsExactly("d3@debtor.example");
    assertThat(one("select count(*) from step")).isEqualTo("1");
    assertThat(one("select count(*) from account_state where review_on = '-infinity'"))
        .isEqualTo("3");
  }

  @Test
  void aPartialPaymentIsAskedForAsItIsNow() {
    dispatch.queue(1, 1);
    now("update item set open = 70.5");
    try (Hub hub = start()) {
      untilStates(Map.of("sent", 1L));
    }

    assertThat(dispatch.act("D1", "asked")).isEqualTo("70.500");
    assertThat(one("select open from act_item")).isEqualTo("70.500");
  }

  @Test
  void oneDebtorsFaultHarmsNoOther() {
    dispatch.queue(1, 10);
    now("update contact set email = 'a@x.fr; b@x.fr' where key = 'CD1'");
    now("update contact set email = 'nobody' where key = 'CD2'");
    now("update contact set email = E'd3@debtor.example\\r\\nBcc: all@x.fr' where key = 'CD3'");
    now("update contact set name = E'Jean\\r\\nBcc: all@x.fr' where key = 'CD4'");
    now("update contact set email = 'boss@lumiere.example' where key = 'CD5'");
    now("update contact set email = 'Compta <compta@société-dupré.fr> ' where key = 'CD6'");
    now(
        "update act set template = 'nope' where account_id in (select account.id from account join debtor on debtor.id = debtor_id where key = 'D7')");
    try (Hub hub = start()) {
      untilStates(Map.of("sent", 6L, "dead", 3L, "cancelled", 1L));
    }

    assertThat(relay.taken())
        .extracting(Taken::recipient)
        .contains("b@x.fr", "compta@xn--socit-dupr-e7abf.fr", "d10@debtor.example");
    assertThat(relay.taken())
        .allSatisfy(
            m ->
                assertThat(new String(m.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .doesNotContain("\nBcc:"));
    assertThat(dispatch.act("D2", "cause")).isEqualTo("decided again: no-address");
    assertThat(dispatch.act("D3", "cause")).contains("line break");
    assertThat(dispatch.act("D5", "cause")).contains("belongs to the creditor");
    assertThat(dispatch.act("D7", "cause")).contains("email/nope.ftl");
    assertThat(one("select count(*) from alert where until is null")).isEqualTo("3");
  }

  @Test
  void anAddressSharedByManyDebtorsIsHeld() {
    dispatch.queue(1, 12);
    now("update contact set email = 'cabinet@x.fr' where key <> 'CD12'");
    try (Hub hub = start()) {
      untilStates(Map.of("sent", 1L, "dead", 11L));
    }

    assertThat(dispatch.act("D1", "cause")).contains("11 debtors");
  }

  @Test
  void oneOfTwoMessagesOfALevelMayLeaveLongAfterTheOther() throws IOException {
    twoReadersOfTheFriendlyLevel();
    try (Hub hub = start()) {
      untilStates(Map.of("sent", 1L, "failed", 1L));
      assertThat(one("select level from item")).isEqualTo("2");
      now("update act set next_attempt = now() where state = 'failed'");
      untilStates(Map.of("sent", 2L));
    }

    assertThat(relay.taken())
        .extracting(Taken::recipient)
        .containsExactly("d1@debtor.example", "head@debtor.example");
    assertThat(one("select count(*) from step where taken")).isEqualTo("2");
  }

  @Test
  void whatWasPaidAfterTheFirstOfTwoMessagesLeftIsNotAskedForByTheSecond() throws IOException {
    twoReadersOfTheFriendlyLevel();
    try (Hub hub = start()) {
      untilStates(Map.of("sent", 1L, "failed", 1L));
      now("update item set open = 0");
      now("update act set next_attempt = now() where state = 'failed'");
      untilStates(Map.of("sent", 1L, "cancelled", 1L));
    }

    assertThat(relay.taken()).hasSize(1);
  }

  /** The level is said to the executive, too; his message is put off by the relay's fault. */
  private void twoReadersOfTheFriendlyLevel() throws IOException {
    Path policy = folder.resolve("routes/policies/courteous.yaml");
    Files.writeString(
        policy,
        Files.readString(policy)
            .replace(
                "      - {email: friendly, to: billing}\n",
                "      - {email: friendly, to: billing}\n      - {email: friendly, to: executive}\n"));
    dispatch.queue(1, 1);
    now(
        "insert into contact (debtor_id, key, role, email) select debtor_id, 'E', 'executive', 'head@debtor.example' from contact");
    now(
        """
        insert into act overriding system value
        select (jsonb_populate_record(act, '{"id": 900, "role": "executive", "state": "failed"}')).* from act
        """);
    now("update act set next_attempt = now() + interval '1 hour' where id = 900");
    now("insert into act_item select 900, item_id, open, overdue from act_item");
    now(
        "insert into step select item_id, policy, cycle, level, occurrence, channel, 'executive', 900, false from step");
  }

  @Test
  void whoIsWrittenToReadsHisOwnLanguage() {
    dispatch.queue(1, 2);
    now("update debtor set language = 'fr'");
    now("update contact set language = 'en' where key = 'CD2'");
    try (Hub hub = start()) {
      untilStates(Map.of("sent", 2L));
    }

    assertThat(
            house
                .database()
                .jdbc()
                .sql(
                    "select detail::json ->> 'language' from journal where kind = 'act sending' order by act_id")
                .query(String.class)
                .list())
        .containsExactly("fr", "en");
  }

  @Test
  void aRehearsalGoesToItsOwnAddressAndLeavesNoTrace() {
    dispatch.queue(1, 1);
    now("update outward set mode = 'redirect', argument = 'rehearsal@own.example'");
    now("delete from step");
    now("update act set redirected = true");
    try (Hub hub = start()) {
      untilStates(Map.of("sent", 1L));
    }

    assertThat(relay.taken()).extracting(Taken::recipient).containsExactly("rehearsal@own.example");
    assertThat(subject(relay.taken().get(0)))
        .startsWith("[TEST -> d1@debtor.example] Facture INV-D1");
    assertThat(one("select level from item")).isEqualTo("0");
    assertThat(one("select contacts from account_state")).isEqualTo("0");
    assertThat(one("select count(*) from writeback")).isEqualTo("0");
  }

  @Test
  void nothingIsClaimedWhenItMustNotLeave() {
    dispatch.queue(1, 2);
    now("update outward set mode = 'canary', argument = 'D9, D2'");
    try (Hub hub = start()) {
      untilStates(Map.of("sent", 1L, "queued", 1L));
      now("update outward set mode = 'on'");
      now("update feed set paused = true");
      dispatch.queue(3, 3);
      now(
          "update feed set paused = false, read_at = now() - interval '27 hours', swept_at = now() - interval '30 hours'");
      now("update outward set mode = 'off'");
      assertThat(dispatch.states()).isEqualTo(Map.of("sent", 1L, "queued", 2L));
    }
  }

  @Test
  void aNodeThatStoppedLeavesNothingBehind() {
    dispatch.queue(1, 3);
    now(
        "update act set state = 'claimed', owner = 'gone', lease_until = now() - interval '1 second' where id = (select min(id) from act)");
    now("update act set business_day = business_day - 20 where id = (select max(id) from act)");
    now(
        "update act set next_attempt = now() + interval '1 day' where id = (select max(id) from act)");
    try (Hub hub = start()) {
      untilStates(Map.of("sent", 2L, "cancelled", 1L));
    }

    assertThat(one("select kind from journal where actor = 'reaper' order by seq limit 1"))
        .isEqualTo("act queued");
    assertThat(dispatch.act("D3", "cause")).contains("5 business days");
  }

  private static String subject(Taken message) {
    try {
      return new MimeMessage(
              Session.getInstance(new Properties()), new ByteArrayInputStream(message.bytes()))
          .getSubject();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }
}
