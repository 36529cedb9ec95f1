package io.relance.faults;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.boot.Rooms;
import io.relance.flow.Settling.Fate;
import io.relance.store.AlertStore;
import io.relance.store.JournalStore;
import io.relance.support.Dispatch;
import io.relance.support.SimulatedSmsc;
import io.relance.support.SimulatedSmsc.Fault;
import io.relance.support.SimulatedSmsc.Taken;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an SMS centre may do, and what act, step, level and account become of it. */
class SmppFaultsTest {
  private final Clock clock = Clock.systemUTC();
  private final SimulatedSmsc smsc = new SimulatedSmsc();
  @TempDir Path folder;
  private House house;
  private Dispatch dispatch;

  @BeforeEach
  void open() {
    TestHome home =
        Dispatch.home(
            folder,
            TestDatabase.freshUrl(),
            1,
            List.of("smpp"),
            List.of("send-smpp", "receipts-smpp", "receipts"));
    home.settings(smsc.lines())
        .file(
            "templates/_shared/sms.text.ftl", "<#include words><#include level><#t>${message}<#t>")
        .file(
            "templates/fr/sms/friendly.ftl",
            "<#assign message>${creditor.name} : merci de nous rappeler.</#assign>");
    house = House.open(Home.at(folder), clock, Map.of());
    dispatch = new Dispatch(house.database(), clock);
  }

  @AfterEach
  void close() {
    smsc.close();
    house.close();
  }

  private void queue(int acts) {
    dispatch.queue(1, acts, "smpp");
  }

  private static String number(int debtor) {
    return "33612%06d".formatted(debtor);
  }

  private Taken taken(int debtor) {
    return smsc.taken().stream()
        .filter(one -> one.to().equals(number(debtor)))
        .findFirst()
        .orElseThrow();
  }

  private long whole(String sql) {
    return house.database().jdbc().sql(sql).query(Long.class).single();
  }

  private void now(String sql) {
    house.database().jdbc().sql(sql).update();
  }

  /** Debtor: state, attempts; level and steps taken of its item; contacts of its account. */
  private List<String> table() {
    return house
        .database()
        .jdbc()
        .sql(
            """
            select debtor.key || ': ' || act.state || ' after ' || act.attempts || ', level ' || item.level
                   || case when exists (select from step where step.act_id = act.id and taken) then ', step taken' else '' end
                   || case when last_contact is null then '' else ', contacted' end
                   || case when b.email is null then '' else ', blocked' end
              from act
              join account on account.id = act.account_id
              join account_state on account_state.account_id = account.id
              join debtor on debtor.id = account.debtor_id
              join item on item.account_id = account.id
              join contact on contact.debtor_id = debtor.id
              left join address_block b on b.email = contact.mobile
             order by debtor.id, act.id
            """)
        .query(String.class)
        .list();
  }

  private void untilStates(Map<String, Long> states) {
    await()
        .atMost(ofSeconds(120))
        .untilAsserted(() -> assertThat(dispatch.states()).isEqualTo(states));
  }

  @Test
  void everyAnswerHasItsConsequence() {
    queue(13);
    smsc.fault(number(2), Fault.THROTTLED)
        .fault(number(3), Fault.QUEUE_FULL)
        .fault(number(4), Fault.NO_SUCH_NUMBER)
        .fault(number(5), Fault.NO_SUCH_SENDER)
        .fault(number(6), Fault.OUT_OF_ORDER)
        .fault(number(7), Fault.SILENT)
        .fault(number(8), Fault.REPORTED_FIRST);
    try (Hub hub = Hub.start(house, "n1")) {
      assertThat(hub.refused()).isEmpty();
      untilStates(Map.of("failed", 4L, "dead", 1L, "uncertain", 1L, "sent", 6L, "delivered", 1L));
      smsc.report(taken(9), "UNDELIV");
      smsc.report(taken(1), "DELIVRD");
      smsc.report(taken(10), "EXPIRED");
      smsc.report(taken(11), "ACCEPTD");
      smsc.report(taken(11), "DELIVRD");
      smsc.report(taken(11), "DELIVRD");
      smsc.report(taken(12), "DELIVRD");
      smsc.report(taken(12), "UNDELIV");
      smsc.report("4711", "DELIVRD");
    }

    assertThat(table())
        .containsExactly(
            "D1: delivered after 0, level 2, step taken, contacted", // reported DELIVRD
            "D2: failed after 0, level 0", // 0x58 throttled: the line, not the act
            "D3: failed after 0, level 0", // 0x14 queue full
            "D4: dead after 1, level 0, blocked", // 0x0B no such number
            "D5: failed after 0, level 0", // 0x0A no such sender: our setting
            "D6: failed after 1, level 0", // 0x08 its own error: tried again by the back-off
            "D7: uncertain after 0, level 0, contacted", // silence
            "D8: delivered after 0, level 2, step taken, contacted", // reported before it was
            // answered
            "D9: bounced after 0, level 0, blocked", // reported UNDELIV: no contact
            "D10: bounced after 0, level 0, contacted", // reported EXPIRED, once
            "D11: delivered after 0, level 2, step taken, contacted", // ACCEPTD, then DELIVRD twice
            "D12: delivered after 0, level 2, step taken, contacted", // DELIVRD, then UNDELIV
            "D13: sent after 0, level 2, step taken, contacted" // never reported
            );
    assertThat(smsc.taken()).extracting(Taken::to).doesNotHaveDuplicates();
    assertThat(new JournalStore(house.database()).verify()).isEmpty();
  }

  @Test
  void aLineThatIsCutLeavesDoubtAndAPersonSettlesIt() {
    queue(1);
    smsc.fault(number(1), Fault.CUT_AFTER_TAKING);
    try (Hub hub = Hub.start(house, "n1")) {
      untilStates(Map.of("uncertain", 1L));
      dispatch.queue(2, 2, "smpp");
      smsc.fault(number(2), Fault.CUT);
      untilStates(Map.of("uncertain", 2L));
      dispatch.queue(3, 3, "smpp");
      untilStates(Map.of("uncertain", 2L, "sent", 1L));
      now("update act set next_attempt = now()");
      await().during(ofSeconds(4)).until(() -> smsc.taken().size() == 2);
    }
    assertThat(Rooms.of(house).uncertain())
        .extracting(one -> one.who() + " " + one.againAt())
        .containsExactly("acme/1/D1 null", "acme/1/D2 null");
    settle("D1", Fate.SENT);
    settle("D2", Fate.NOT_SENT);

    assertThat(table())
        .containsExactly(
            "D1: sent after 0, level 2, step taken, contacted",
            "D2: cancelled after 0, level 0",
            "D3: sent after 0, level 2, step taken, contacted");
  }

  private void settle(String debtor, Fate fate) {
    long act = Long.parseLong(dispatch.act(debtor, "id"));
    Rooms.of(house).settling().settle(act, fate, "Jeanne", "the centre's log shows it");
  }

  @Test
  void aCentreThatIsAwayCostsNoAttempt() {
    queue(5);
    smsc.down();
    try (Hub hub = Hub.start(house, "n1")) {
      untilStates(Map.of("failed", 5L));
      assertThat(dispatch.act("D1", "cause")).contains("no bind to the SMS centre");
      assertThat(dispatch.act("D1", "attempts")).isEqualTo("0");
      assertThat(new AlertStore(house.database(), clock).list())
          .extracting(alert -> alert.kind() + " " + alert.subject())
          .contains("relay smpp");

      smsc.up();
      await()
          .atMost(ofSeconds(120))
          .pollInterval(ofSeconds(3))
          .untilAsserted(
              () -> {
                now("update act set next_attempt = now() where state = 'failed'"); // a minute later
                assertThat(dispatch.states()).isEqualTo(Map.of("sent", 5L));
              });
      assertThat(whole("select sum(attempts) from act")).isZero();
    }
    assertThat(smsc.taken()).extracting(Taken::to).doesNotHaveDuplicates().hasSize(5);
  }
}
