package io.relance.faults;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Rooms;
import io.relance.flow.Settling.Fate;
import io.relance.store.JournalStore;
import io.relance.support.HubProcess;
import io.relance.support.Kannel;
import io.relance.support.Parts;
import io.relance.support.SmsDispatch;
import io.relance.support.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hub that sends SMS through the real Kannel is killed (kill -9) three times in the middle: no
 * telephone gets two, none is forgotten, and what was in flight waits for a person.
 */
class SmsCrashTest {
  private static final int ACTS = 1200;
  private static final int KILLS = 3;
  @TempDir Path folder;
  private Process hub;

  @Test
  void noneTwiceNoneLostAndWhatWasInFlightIsHeld() throws Exception {
    Parts.need("/usr/sbin/smsbox", "kannel");
    Parts.need("/usr/lib/kannel/test/fakesmsc", "kannel-extras");
    Path home = folder.resolve("home");
    try (Kannel kannel = Kannel.start(folder.resolve("kannel"), "http://127.0.0.1:1/")) {
      SmsDispatch.home(home, TestDatabase.freshUrl(), kannel.settings())
          .settings("relance.outbox.lease.seconds=10");
      try (House house = House.open(Home.at(home), Clock.systemUTC(), Map.of())) {
        SmsDispatch dispatch = new SmsDispatch(house.database(), house.clock()).queue(1, ACTS);
        hub = HubProcess.start(home, "sms-crash");
        for (int kill = 1; kill <= KILLS; kill++) {
          int enough = kill * ACTS / (KILLS + 1);
          await()
              .atMost(ofSeconds(180))
              .pollInterval(ofMillis(20))
              .until(() -> dispatch.states().getOrDefault("sent", 0L) >= enough);
          hub.destroyForcibly().waitFor();
          hub = HubProcess.start(home, "sms-crash");
        }
        await()
            .atMost(ofSeconds(150))
            .pollInterval(ofSeconds(1))
            .until(() -> Set.of("sent", "uncertain").containsAll(dispatch.states().keySet()));
        check(house, kannel);
      } finally {
        hub.destroyForcibly().waitFor();
      }
    }
  }

  private static void check(House house, Kannel kannel) {
    // what Kannel has taken is on its way to the network for a moment
    List<String> sent = numbers(house, "sent");
    await().atMost(ofSeconds(60)).until(() -> got(kannel).containsAll(sent));
    List<String> got = got(kannel);
    List<String> uncertain = numbers(house, "uncertain");
    System.out.printf(
        "%d acts, %d kills, %d SMS, %d held for a person, of which %d had left%n",
        ACTS,
        KILLS,
        got.size(),
        uncertain.size(),
        uncertain.stream().filter(got::contains).count());

    assertThat(got).doesNotHaveDuplicates();
    Set<String> accounted = new HashSet<>(got);
    accounted.addAll(uncertain);
    assertThat(accounted).hasSize(ACTS);
    assertThat(uncertain).as("something was in flight").isNotEmpty();
    assertThat(one(house, "select count(*) from alert where kind = 'act' and until is null"))
        .isEqualTo("" + uncertain.size());

    long act = Long.parseLong(one(house, "select min(id) from act where state = 'uncertain'"));
    var settled = Rooms.of(house).settling().settle(act, Fate.NOT_SENT, "Jeanne", "");
    assertThat(settled.state()).isEqualTo("cancelled");
    assertThat(new JournalStore(house.database()).verify()).isEmpty();
  }

  private static List<String> got(Kannel kannel) {
    return kannel.got().stream().map(Kannel.Got::to).toList();
  }

  private static List<String> numbers(House house, String state) {
    return house
        .database()
        .jdbc()
        .sql("select recipient from act where state = :state")
        .param("state", state)
        .query(String.class)
        .list();
  }

  private static String one(House house, String sql) {
    return house.database().jdbc().sql(sql).query(String.class).single();
  }
}
