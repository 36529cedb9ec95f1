package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.boot.Rooms;
import io.relance.flow.Settling.Fate;
import io.relance.store.JournalStore;
import io.relance.support.Kannel;
import io.relance.support.Parts;
import io.relance.support.SmsDispatch;
import io.relance.support.StillErp;
import io.relance.support.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * routes/send-sms and routes/receipts, as shipped, from queued acts to the real Kannel and back.
 */
class SendSmsTest {
  private static final String TOKEN = "a-token-of-thirty-two-letters-ok";
  @TempDir Path folder;
  private final int door = SmsDispatch.freePort();
  private Kannel kannel;
  private House house;
  private SmsDispatch dispatch;

  @BeforeEach
  void open() {
    Parts.need("/usr/sbin/smsbox", "kannel");
    Parts.need("/usr/lib/kannel/test/fakesmsc", "kannel-extras");
    kannel =
        Kannel.start(
            folder.resolve("kannel"),
            "http://127.0.0.1:%d/receipts/sms/answers?token=%s&from=%%p&text=%%a&message=%%I"
                .formatted(door, TOKEN));
    open("relance.hooks.port=" + door);
  }

  private void open(String... settings) {
    SmsDispatch.home(folder.resolve("home"), TestDatabase.freshUrl(), kannel.settings())
        .settings("relance.hooks.token=another-" + TOKEN, "relance.receipts.token=" + TOKEN)
        .settings("relance.receipts.url=http://127.0.0.1:" + door)
        .settings("relance.sms.segments.most=3")
        .settings(settings);
    house = House.open(Home.at(folder.resolve("home")), Clock.systemUTC(), Map.of());
    dispatch = new SmsDispatch(house.database(), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    StillErp.trouble("");
    kannel.close(); // first: a house that could not be opened leaves no gateway behind
    house.close();
  }

  private Hub start() {
    Hub hub = Hub.start(house, "n1");
    assertThat(hub.refused()).isEmpty();
    return hub;
  }

  private void untilStates(Map<String, Long> states) {
    await()
        .atMost(Duration.ofSeconds(120))
        .untilAsserted(() -> assertThat(dispatch.states()).isEqualTo(states));
  }

  private void now(String sql) {
    house.database().jdbc().sql(sql).update();
  }

  private String one(String sql) {
    return house.database().jdbc().sql(sql).query(String.class).single();
  }

  @Test
  void anSmsReachesTheNetworkOnceAndItsReportComesBack() {
    dispatch.queue(1, 12);
    now("update debtor set reference = 'É€[42]' where key = 'D1'");
    now("update debtor set reference = 'Привет' where key = 'D2'");
    try (Hub hub = start()) {
      untilStates(Map.of("delivered", 12L));
    }

    assertThat(got(14).stream().map(Kannel.Got::to).distinct()).hasSize(12);
    assertThat(kannel.got()).as("one in Cyrillic, in three parts").hasSize(14);
    assertThat(text("+33612000001")).contains("Ateliers Lumière : bonjour", "(réf. É€[42])");
    assertThat(dispatch.act("D1", "receipt"))
        .isIn("0: Accepted for delivery", "3: Queued for later delivery");
    assertThat(dispatch.act("D1", "recipient")).isEqualTo("+33612000001");
    assertThat(one("select count(*) from item where level = 2")).isEqualTo("12");
    assertThat(one("select count(*) from journal where kind = 'act delivered'")).isEqualTo("12");
    assertThat(
            one(
                "select detail::jsonb ->> 'segments' from journal where kind = 'act sending' order by act_id desc limit 1"))
        .isEqualTo("1");
    assertThat(new JournalStore(house.database()).verify()).isEmpty();
  }

  /** The network writes down what it got a moment after it said so. */
  private List<Kannel.Got> got(int least) {
    await().until(() -> kannel.got().size() >= least);
    return kannel.got();
  }

  private String text(String number) {
    return kannel.got().stream()
        .filter(got -> got.to().equals(number))
        .findFirst()
        .orElseThrow()
        .text();
  }

  @Test
  void aLongTextLeavesInPartsAndATooLongOneNotAtAll() {
    dispatch.queue(1, 2);
    now("update debtor set reference = repeat('x', 120) where key = 'D1'");
    now("update debtor set reference = repeat('x', 400) where key = 'D2'");
    try (Hub hub = start()) {
      untilStates(Map.of("delivered", 1L, "dead", 1L));
    }

    assertThat(got(2)).hasSize(2).allMatch(got -> got.kind().equals("udh"));
    assertThat(dispatch.act("D2", "cause")).contains("4 SMS").contains("relance.sms.segments.most");
    assertThat(
            one(
                "select count(*) from step where act_id = (select id from act where state = 'dead')"))
        .isEqualTo("0");
  }

  @Test
  void whatTheNumberIsRefusedForConcernsOnlyIt() {
    dispatch.queue(1, 3);
    now("update contact set mobile = '+41791234567' where key = 'CD1'");
    now("update contact set mobile = '+49 30 901820', phone = null where key = 'CD2'");
    try (Hub hub = start()) {
      untilStates(Map.of("delivered", 1L, "dead", 2L));
    }

    assertThat(dispatch.act("D1", "cause")).contains("Not routable");
    assertThat(dispatch.act("D2", "cause")).contains("no usable mobile number", "is no mobile");
  }

  @Test
  void aWrongPasswordAndAGatewayThatIsDownHoldEverythingAndLoseNothing() {
    dispatch.queue(1, 3);
    kannel.password("another");
    try (Hub hub = start()) {
      untilStates(Map.of("failed", 3L));
      assertThat(dispatch.act("D1", "cause")).contains("403", "Authorization failed");
      assertThat(one("select sum(attempts) from act")).isEqualTo("0");

      kannel.kill();
      now("update act set next_attempt = now()");
      await().untilAsserted(() -> assertThat(dispatch.act("D1", "cause")).contains("refused"));
      assertThat(one("select sum(attempts) from act")).isEqualTo("0");
      assertThat(one("select count(*) from alert where kind = 'relay' and until is null"))
          .isEqualTo("1");

      kannel.password(Kannel.PASSWORD);
      now("update act set next_attempt = now()");
      untilStates(Map.of("delivered", 3L));
      assertThat(one("select count(*) from alert where kind = 'relay' and until is null"))
          .isEqualTo("0");
    }
    assertThat(got(3)).hasSize(3);
  }

  @Test
  void whatNobodyKnowsIsHeldForAPersonAndNeverSentAgain() {
    dispatch.queue(1, 1);
    kannel.freeze();
    try (Hub hub = start()) {
      await().until(kannel::asked);
      kannel.kill();
      untilStates(Map.of("uncertain", 1L));
      dispatch.queue(2, 2);
      untilStates(Map.of("uncertain", 1L, "failed", 1L));
      kannel.startGateway();
      now("update act set next_attempt = now()");
      untilStates(Map.of("uncertain", 1L, "delivered", 1L));
      assertThat(got(1)).as("what was in flight does not leave again").hasSize(1);
      assertThat(one("select subject from alert where kind = 'act' and until is null"))
          .isEqualTo("act " + uncertain());
    }

    var settled = Rooms.of(house).settling().settle(uncertain(), Fate.SENT, "Jeanne", "he called");
    assertThat(settled.state()).isEqualTo("sent");
    assertThat(one("select count(*) from step where taken")).isEqualTo("2");
    assertThat(one("select count(*) from item where level = 2")).isEqualTo("2");
  }

  private long uncertain() {
    return Long.parseLong(one("select id from act where state = 'uncertain'"));
  }

  @Test
  void stopIsHeardAndNoMoreSmsLeaveToThatNumber() {
    dispatch.queue(1, 1);
    try (Hub hub = start()) {
      untilStates(Map.of("delivered", 1L));
      kannel.say("+33612000001", "STOP");
      await().until(() -> one("select count(*) from address_block").equals("1"));
      dispatch.queueAgain();
      untilStates(Map.of("delivered", 1L, "dead", 1L));
    }
    assertThat(got(1)).hasSize(1);
    assertThat(one("select cause from act where state = 'dead'"))
        .contains("no usable mobile number");
  }
}
