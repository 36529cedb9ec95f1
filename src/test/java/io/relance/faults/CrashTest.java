package io.relance.faults;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Postgres;
import io.relance.flow.Explaining;
import io.relance.flow.Explanation;
import io.relance.store.ExplainStore;
import io.relance.store.JournalStore;
import io.relance.support.Dispatch;
import io.relance.support.FaultySmtp;
import io.relance.support.FaultySmtp.Taken;
import io.relance.support.HubProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand acts, two hubs on one PostgreSQL with fsync on, kill -9 of either five times, the
 * database restarted once: every act reaches the relay; a second copy leaves only for an act that
 * was in flight at a kill, is journaled, and is the same to the byte.
 */
class CrashTest {
  private static final int ACTS = 10_000;
  private static final int KILLS = 5;
  private static final int FAULTS = KILLS + 2; // the restarted database interrupts both nodes

  /** At a kill: answers in a commit, answers that wait for one, and the sessions. */
  private static final long MOST_AT_ONCE = 24 + 8 + 24 + 8;

  private final Clock clock = Clock.systemUTC();
  private final long seed = Long.getLong("crash.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final FaultySmtp relay = new FaultySmtp();
  private final Process[] nodes = new Process[2];
  @TempDir Path folder;
  private House house;
  private long inFlight;

  @Test
  void everyActArrivesAndOnlyWhatWasInFlightArrivesTwice() throws InterruptedException {
    System.out.println("crash.seed=" + seed);
    Postgres postgres = Postgres.at(folder.resolve("postgres"), 0);
    int port = URI.create(postgres.url().substring("jdbc:".length())).getPort();
    Path home = folder.resolve("home");
    Dispatch.home(
        home,
        postgres.url(),
        relay.port(),
        "relance.mail.resend.seconds=60",
        "relance.outbox.lease.seconds=30");
    try {
      house = House.open(Home.at(home), clock, Map.of());
      assertThat(one("show fsync")).isEqualTo("on");
      Dispatch dispatch = new Dispatch(house.database(), clock).queue(1, ACTS);
      nodes[0] = HubProcess.start(home, "crash-0");
      nodes[1] = HubProcess.start(home, "crash-1");
      for (int kill = 1; kill <= KILLS; kill++) {
        untilSending(kill * 600);
        await().pollDelay(ofMillis(200 + random.nextInt(1_500))).until(() -> true);
        killOne(home);
        if (kill == 3) {
          postgres.close();
          postgres = Postgres.at(folder.resolve("postgres"), port);
        }
      }
      await()
          .atMost(ofSeconds(180))
          .pollInterval(ofSeconds(1))
          .untilAsserted(
              () -> assertThat(dispatch.states()).isEqualTo(Map.of("sent", (long) ACTS)));
      check();
    } finally {
      for (Process node : nodes) {
        if (node != null) {
          node.destroyForcibly().waitFor();
        }
      }
      house.close();
      relay.close();
      postgres.close();
    }
  }

  private int taken() {
    return relay.taken().size();
  }

  private void untilSending(int least) {
    await().atMost(ofSeconds(90)).until(() -> taken() >= Math.min(least, ACTS));
  }

  private void killOne(Path home) throws InterruptedException {
    int victim = random.nextInt(2);
    nodes[victim].destroyForcibly().waitFor();
    inFlight +=
        Long.parseLong(
            one(
                "select count(*) from act where state = 'sending' and owner = 'crash-"
                    + victim
                    + "'"));
    System.out.println("killed crash-" + victim + " after " + taken() + " mails");
    nodes[victim] = HubProcess.start(home, "crash-" + victim);
  }

  private String one(String sql) {
    return house.database().jdbc().sql(sql).query(String.class).single();
  }

  private void check() {
    Map<String, List<Taken>> byRecipient =
        relay.taken().stream().collect(Collectors.groupingBy(Taken::recipient));
    List<List<Taken>> copies =
        byRecipient.values().stream().filter(some -> some.size() > 1).toList();
    long resent = Long.parseLong(one("select count(*) from journal where kind = 'act resending'"));
    System.out.println(
        "%d acts, %d kills, %d in flight at the kills, %d sent again, %d extra copies"
            .formatted(ACTS, KILLS, inFlight, resent, relay.taken().size() - byRecipient.size()));

    assertThat(byRecipient).as("acts that reached the relay").hasSize(ACTS);
    assertThat(copies)
        .allSatisfy(
            some -> {
              assertThat(some).hasSize(2);
              assertThat(Arrays.equals(some.get(0).bytes(), some.get(1).bytes())).isTrue();
              assertThat(resendings(some.get(0).recipient())).isEqualTo(1);
            });
    assertThat((long) copies.size()).isLessThanOrEqualTo(Math.min(inFlight, FAULTS * MOST_AT_ONCE));
    assertThat(copies)
        .allSatisfy(some -> assertThat(explained(some)).contains("sent again 1 time"));
    assertThat(new JournalStore(house.database()).verify()).isEmpty();
    assertThat(one("select count(*) from step where not taken")).isEqualTo("0");
    assertThat(one("select count(*) from item where level <> 2")).isEqualTo("0");
  }

  private String explained(List<Taken> copies) {
    String debtor =
        copies.get(0).recipient().replace("@debtor.example", "").toUpperCase(Locale.ROOT);
    return new Explaining(new ExplainStore(house.database()), clock)
        .of(debtor, Locale.ENGLISH).stream()
            .flatMap(account -> account.acts().stream())
            .map(Explanation.Act::note)
            .collect(Collectors.joining());
  }

  private int resendings(String recipient) {
    return house
        .database()
        .jdbc()
        .sql(
            "select count(*) from journal join act on act.id = journal.act_id"
                + " where journal.kind = 'act resending' and act.recipient = :to")
        .param("to", recipient)
        .query(Integer.class)
        .single();
  }
}
