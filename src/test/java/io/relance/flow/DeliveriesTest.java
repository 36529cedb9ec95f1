package io.relance.flow;

import static io.relance.flow.Deliveries.Status.ACCEPTED;
import static io.relance.flow.Deliveries.Status.DELIVERED;
import static io.relance.flow.Deliveries.Status.EXPIRED;
import static io.relance.flow.Deliveries.Status.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.flow.Deliveries.Status;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.JournalStore;
import io.relance.store.OutboxStore;
import io.relance.store.WritebackStore;
import io.relance.support.Reminded;
import io.relance.support.TestDatabase;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a gateway reports, in every order, and what becomes of act, step, level and number. */
class DeliveriesTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private final Clock clock = Clock.systemUTC();
  private final Database database = TestDatabase.fresh();
  private final JournalStore journal = new JournalStore(database);
  private final AlertStore alerts = new AlertStore(database, clock);
  private final Reminded reminded = new Reminded(database);
  private final Deliveries deliveries =
      new Deliveries(
          new Receipts.Stores(
              database, new OutboxStore(database, clock, "n1"), journal, alerts, clock),
          new WriteBack(new WritebackStore(database, journal, clock), List.of()));

  @AfterEach
  void close() {
    database.close();
  }

  /** One SMS of level 2 to that number. */
  private long sms(String debtor, String number, String gatewayId) {
    long account = reminded.account(debtor);
    return sms(account, reminded.item(account, "INV-" + debtor, DAY, 1), 2, number, gatewayId);
  }

  private long sms(long account, long item, int level, String number, String gatewayId) {
    long act = reminded.act(account, level, DAY.plusDays(level), item);
    reminded.update(
        "update act set channel = 'sms', recipient = :to, gateway_id = nullif(:gateway, ''), sending_at = sent_at where id = :act",
        Map.of("act", act, "to", number, "gateway", gatewayId));
    reminded.update(
        """
        insert into step (item_id, policy, cycle, level, occurrence, channel, role, act_id, taken)
        values (:item, 'classic', 1, :level, 1, 'sms', 'billing', :act, true)
        """,
        Map.of("item", item, "act", act, "level", level));
    return act;
  }

  private void told(String gatewayId, Status... all) {
    for (Status status : all) {
      deliveries.report("sms", gatewayId, status, "");
    }
  }

  private String one(String sql) {
    return database.jdbc().sql(sql).query(String.class).single();
  }

  private String state(long act) {
    return one("select state from act where id = " + act);
  }

  private List<String> journaled(long act) {
    assertThat(journal.verify()).isEmpty();
    return new ArrayList<>(
        database
            .jdbc()
            .sql("select kind from journal where act_id = " + act + " order by seq")
            .query(String.class)
            .list());
  }

  @Test
  void whatIsToldTwiceIsAppliedOnce() {
    long act = sms("D1", "+33612345678", "g1");
    told("g1", ACCEPTED, DELIVERED, DELIVERED, ACCEPTED, DELIVERED);

    assertThat(state(act)).isEqualTo("delivered");
    assertThat(journaled(act)).containsExactly("act delivered");
    assertThat(one("select count(*) from delivery_report")).isEqualTo("2");
    assertThat(one("select level from item")).isEqualTo("2");
  }

  @Test
  void aFailureFreesTheStepLowersTheItemAndBlocksTheNumber() {
    long act = sms("D1", "+33612345678", "g1");
    deliveries.report("sms", "g1", FAILED, "UNDELIV 034");

    assertThat(state(act)).isEqualTo("bounced");
    assertThat(one("select cause from act")).isEqualTo("reported failed by sms: UNDELIV 034");
    assertThat(one("select count(*) from step")).isEqualTo("0");
    assertThat(one("select level from item")).isEqualTo("0");
    assertThat(one("select email from address_block")).isEqualTo("+33612345678");
    assertThat(one("select subject from alert where kind = 'address' and until is null"))
        .isEqualTo("+33612345678");
    assertThat(one("select review_on from account_state")).isEqualTo("-infinity");
    assertThat(journaled(act)).containsExactly("act bounced");
  }

  @Test
  void whatNobodyCouldHearWasNoContactAndWhatNobodyTookKeepsItsWait() {
    sms("D1", "+33612345678", "g1");
    sms("D2", "+33612345679", "g2");
    reminded.update(
        "update account_state set last_contact = :day, contacted = array[:day::date]",
        Map.of("day", DAY.plusDays(2)));
    told("g1", FAILED);
    told("g2", EXPIRED);
    assertThat(
            one(
                "select count(*) from account_state where last_contact is null and contacted is null"))
        .isEqualTo("1");
    assertThat(one("select last_contact from account_state where last_contact is not null"))
        .isEqualTo(DAY.plusDays(2).toString());
  }

  @Test
  void aFailureThatComesAfterTheNextLevelLowersNothing() {
    long account = reminded.account("D1");
    long item = reminded.item(account, "INV", DAY, 1);
    long first = sms(account, item, 1, "+33612345678", "g1");
    long second = sms(account, item, 2, "+33612345678", "g2");
    told("g1", FAILED);

    assertThat(state(first)).isEqualTo("bounced");
    assertThat(state(second)).isEqualTo("sent");
    assertThat(one("select level from item")).isEqualTo("2");
    assertThat(one("select count(*) from address_block")).isEqualTo("1");
    assertThat(one("select why || ' ' || note from account_hold"))
        .as("nothing further until the contact is mended")
        .isEqualTo("bounce +33612345678");

    told("g2", FAILED);
    assertThat(one("select level from item")).as("none of the two was heard").isEqualTo("0");
  }

  @Test
  void anItemStandsWhereItWasOnTheDayOnWhichThatWasSaid() {
    long account = reminded.account("D1");
    long item = reminded.item(account, "INV", DAY, 1);
    sms(account, item, 1, "+33612345678", "g1");
    sms(account, item, 2, "+33612345678", "g2");
    sms(account, item, 3, "+33612345678", "g3");
    reminded.update("update item set level_on = :day", Map.of("day", DAY.plusDays(3)));

    told("g3", FAILED);
    assertThat(one("select level || ' ' || level_on from item")).isEqualTo("2 " + DAY.plusDays(2));
    reminded.update(
        "update item set start_level = 1, start_on = :day", Map.of("day", DAY.minusDays(9)));
    told("g1", FAILED);
    told("g2", FAILED);
    assertThat(one("select level || ' ' || level_on from item")).isEqualTo("1 " + DAY.minusDays(9));
  }

  @Test
  void aLevelThatAnotherChannelSaidStays() {
    long account = reminded.account("D1");
    long item = reminded.item(account, "INV", DAY, 1);
    sms(account, item, 2, "+33612345678", "g1");
    long mail = reminded.act(account, 2, DAY, item);
    reminded.update(
        """
        insert into step (item_id, policy, cycle, level, occurrence, channel, role, act_id, taken)
        values (:item, 'classic', 1, 2, 1, 'email', 'billing', :act, true)
        """,
        Map.of("item", item, "act", mail));
    told("g1", FAILED);

    assertThat(one("select level from item")).isEqualTo("2");
  }

  @Test
  void whatIsSaidFirstStands() {
    long delivered = sms("D1", "+33612345678", "g1");
    long failed = sms("D2", "+33612345679", "g2");
    told("g1", DELIVERED, FAILED, ACCEPTED);
    told("g2", FAILED, DELIVERED);

    assertThat(state(delivered)).isEqualTo("delivered");
    assertThat(journaled(delivered)).containsExactly("act delivered", "act reported");
    assertThat(state(failed)).isEqualTo("bounced");
    assertThat(journaled(failed)).containsExactly("act bounced", "act reported");
    assertThat(one("select count(*) from address_block")).isEqualTo("1");
  }

  @Test
  void aReportThatIsFasterThanOurCommitWaitsForIt() {
    long act = sms("D1", "+33612345678", "");
    reminded.update("update act set state = 'sending'", Map.of());
    told("g1", ACCEPTED, DELIVERED);
    deliveries.catchUp();
    assertThat(state(act)).isEqualTo("sending");

    reminded.update("update act set gateway_id = 'g1'", Map.of());
    deliveries.catchUp();
    assertThat(state(act)).as("being sent again: not settled yet").isEqualTo("sending");

    reminded.update("update act set state = 'sent'", Map.of());
    deliveries.catchUp();
    deliveries.catchUp();
    assertThat(state(act)).isEqualTo("delivered");
    assertThat(journaled(act)).containsExactly("act delivered");
  }

  @Test
  void whatNobodyKnewTheNetworkKnows() {
    long act = sms("D1", "+33612345678", "g1");
    reminded.update("update act set state = 'uncertain', sent_at = null", Map.of());
    reminded.update("update step set taken = false", Map.of());
    reminded.update("update item set level = 1", Map.of());
    alerts.raise("act", "act " + act, "uncertain");
    told("g1", ACCEPTED);

    assertThat(state(act)).isEqualTo("sent");
    assertThat(one("select taken from step")).isEqualTo("t");
    assertThat(one("select level from item")).isEqualTo("2");
    assertThat(alerts.list()).isEmpty();
    told("g1", DELIVERED);
    assertThat(state(act)).isEqualTo("delivered");
    assertThat(journaled(act)).containsExactly("act sent", "act delivered");
  }

  @Test
  void aGatewayThatNumbersNothingReportsByOurKeyEvenWhenNobodyKnewThatItLeft() {
    long act = sms("D1", "+33612345678", "");
    String key = "relance." + act + ".0123456789abcdef01234567";
    reminded.update(
        "update act set state = 'uncertain', sent_at = null, message_id = :key",
        Map.of("key", key));
    told("relance." + act + ".guessed", FAILED);
    assertThat(state(act)).isEqualTo("uncertain");
    told(key, DELIVERED);
    assertThat(state(act)).isEqualTo("delivered");
    assertThat(journaled(act)).containsExactly("act sent", "act delivered");
  }

  @Test
  void aMessageInPartsIsDeliveredWhenAllAreAndLostWhenOneIs() {
    long whole = sms("D1", "+33612345678", "a1, a2");
    long torn = sms("D2", "+33612345679", "b1, b2");
    told("a1", DELIVERED);
    told("b1", DELIVERED);
    assertThat(state(whole)).isEqualTo("sent");
    told("a2", DELIVERED);
    told("b2", FAILED);

    assertThat(state(whole)).isEqualTo("delivered");
    assertThat(journaled(whole)).containsExactly("act delivered");
    assertThat(state(torn)).isEqualTo("bounced");
  }

  @Test
  void aTelephoneThatIsSwitchedOffIsTriedOnceMore() {
    sms("D1", "+33612345678", "g1");
    sms("D2", "+33612345678", "g2");
    told("g1", EXPIRED);
    assertThat(one("select count(*) from address_block")).isEqualTo("0");
    assertThat(one("select count(*) from act where state = 'bounced'")).isEqualTo("1");
    told("g2", EXPIRED);
    assertThat(one("select count(*) from address_block")).isEqualTo("1");
  }

  @Test
  void aRehearsalThatFailsTouchesNoDebtor() {
    long act = sms("D1", "+33612345678", "g1");
    reminded.update("update act set redirected = true", Map.of());
    reminded.update("update item set level = 1", Map.of());
    told("g1", FAILED);

    assertThat(state(act)).isEqualTo("bounced");
    assertThat(one("select level from item")).isEqualTo("1");
    assertThat(one("select count(*) from address_block")).isEqualTo("0");
  }

  @Test
  void manyStrangersAreSaidOnceAndForgotten() {
    for (int i = 0; i < 25; i++) {
      told("x" + i, DELIVERED);
    }
    deliveries.catchUp();
    assertThat(alerts.list()).as("they may still be ours").isEmpty();
    reminded.update("update delivery_report set at = at - interval '2 hours'", Map.of());
    deliveries.catchUp();
    deliveries.catchUp();
    assertThat(alerts.list())
        .singleElement()
        .satisfies(alert -> assertThat(alert.message()).contains("25 messages"));
    reminded.update("update delivery_report set at = at - interval '61 days'", Map.of());
    deliveries.catchUp();
    assertThat(alerts.list()).isEmpty();
    deliveries.purge();
    assertThat(one("select count(*) from delivery_report")).isEqualTo("0");
  }
}
