package io.relance.faults;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Postgres;
import io.relance.store.JournalStore;
import io.relance.support.Dispatch;
import io.relance.support.FaultyHttp;
import io.relance.support.FaultySmtp;
import io.relance.support.FaultySmtp.Taken;
import io.relance.support.HubProcess;
import io.relance.support.Receiver;
import io.relance.support.SimulatedSmsc;
import io.relance.support.TestHome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every channel at once, two hubs on one PostgreSQL with fsync on, kill -9 of either, the database
 * restarted: nothing is lost. What resends by itself arrives, twice only when that is journaled,
 * and is held only when its resend was killed too; what holds arrives at most once, and only what
 * was in flight is held.
 */
class ChannelCrashTest {
  private static final int EACH = 60;
  private static final int KILLS = 3;
  private static final String TASK =
      "<#assign subject>${debtor.name}</#assign><#assign opening></#assign><#assign closing></#assign>";

  /** Threads of the two nodes and of their restarts that may hold one message each. */
  private static final int MOST_IN_FLIGHT = (KILLS + 2) * 20;

  private final Clock clock = Clock.systemUTC();
  private final FaultySmtp relay = new FaultySmtp().slow(ofMillis(80));
  private final SimulatedSmsc smsc = new SimulatedSmsc().slow(ofMillis(80));
  private final Receiver chat = new Receiver(new byte[32]);
  private final Receiver colleagues = new Receiver(new byte[32]);
  private final FaultyHttp post = new FaultyHttp().slow(ofMillis(80));
  private final FaultyHttp alarms = new FaultyHttp().slow(ofMillis(80));
  private final Process[] nodes = new Process[2];
  @TempDir Path folder;
  private House house;

  /**
   * The other side of a channel.
   *
   * @param arrived the debtor of each message that came, as it came
   */
  private record Side(String channel, boolean resends, Supplier<List<String>> arrived) {}

  private final List<Side> sides =
      List.of(
          new Side("smpp", false, () -> named(smsc.taken(), one -> one.to().substring(5))),
          new Side("task", false, () -> named(colleagues.calls(), one -> "" + one.event())),
          new Side("registered", false, () -> named(post.taken(), who -> "d" + who)),
          new Side("alert", false, () -> named(alarms.taken(), who -> "d" + who)),
          new Side("chat", true, () -> named(chat.calls(), one -> "" + one.event())),
          new Side("letter", true, this::printed),
          new Side("email", true, () -> named(relay.taken(), Taken::recipient)));

  /** The debtor's number is the last one in what came. */
  private static <T> List<String> named(List<T> came, Function<T, String> text) {
    return came.stream()
        .map(text)
        .map(one -> one.replaceFirst("(?s).*?(?:Débiteur |^d|^0*)([1-9]\\d*).*", "D$1"))
        .toList();
  }

  private List<String> printed() {
    try (Stream<Path> files = Files.walk(folder.resolve("home/var/letters"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".pdf"))
          .map(name -> name.replaceFirst(".*-(D\\d+)-.*", "$1"))
          .toList();
    } catch (IOException e) {
      return List.of(); // the first letter makes the folder
    }
  }

  @AfterEach
  void close() throws InterruptedException {
    for (Process node : nodes) {
      if (node != null) {
        node.destroyForcibly().waitFor();
      }
    }
    relay.close();
    smsc.close();
    chat.close();
    colleagues.close();
    post.close();
    alarms.close();
  }

  private Path home(String url) {
    TestHome home =
        Dispatch.home(
            folder.resolve("home"),
            url,
            relay.port(),
            sides.stream().map(Side::channel).toList(),
            List.of(
                "send-smpp",
                "send-chat",
                "send-letter",
                "send-task",
                "send-alert",
                "tasks",
                "receipts"));
    home.settings(smsc.lines())
        .settings("relance.mail.resend.seconds=20", "relance.outbox.lease.seconds=15")
        .settings("chat.url=" + chat.url(), "relance.task.webhook=" + colleagues.url())
        .settings("relance.task.secret=whsec_" + "A".repeat(43) + "=")
        .settings("relance.letter.house.url=" + post.url(), "relance.alert.webhook=" + alarms.url())
        .file(
            "routes/send-registered.camel.yaml",
            TestHome.shipped("routes/examples/mail-house/send-registered.camel.yaml"))
        .file(
            "templates/fr/letter/friendly.ftl",
            TestHome.shipped("templates/fr/letter/reminder-2.ftl"))
        .file("templates/fr/task/friendly.ftl", TASK)
        .file("templates/fr/alert/friendly.ftl", TASK)
        .file("templates/fr/chat/friendly.ftl", "<#assign text>${debtor.name}</#assign>");
    return home.root();
  }

  @Test
  void nothingIsLostAndOnlyWhatWasInFlightIsInDoubt() throws InterruptedException {
    Postgres postgres = Postgres.at(folder.resolve("postgres"), 0);
    int port = URI.create(postgres.url().substring("jdbc:".length())).getPort();
    Path home = home(postgres.url());
    house = House.open(Home.at(home), clock, Map.of());
    colleagues.answers(
        call -> {
          LockSupport.parkNanos(ofMillis(80).toNanos());
          return 200;
        });
    try {
      Dispatch dispatch = new Dispatch(house.database(), clock);
      for (int n = 0; n < sides.size(); n++) {
        dispatch.queue(n * EACH + 1, (n + 1) * EACH).by(sides.get(n).channel());
      }
      nodes[0] = HubProcess.start(home, "channels-0");
      nodes[1] = HubProcess.start(home, "channels-1");
      for (int kill = 1; kill <= KILLS; kill++) {
        untilArrived(kill * sides.size() * EACH / (KILLS + 2));
        int victim = kill % 2;
        nodes[victim].destroyForcibly().waitFor();
        if (kill == 1) {
          postgres.close();
          postgres = Postgres.at(folder.resolve("postgres"), port);
        }
        nodes[victim] = HubProcess.start(home, "channels-" + victim);
      }
      await()
          .atMost(ofSeconds(300))
          .pollInterval(ofSeconds(1))
          .until(
              () ->
                  dispatch.states().keySet().stream()
                          .allMatch(List.of("sent", "uncertain")::contains)
                      && restless() == 0);
      check();
    } finally {
      house.close();
      postgres.close();
    }
  }

  private void untilArrived(int least) {
    try {
      await().atMost(ofSeconds(180)).until(() -> arrived() >= least);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("%d arrived of %d; %s".formatted(arrived(), least, causes()), e);
    }
  }

  private int arrived() {
    return sides.stream().mapToInt(side -> side.arrived().get().size()).sum();
  }

  private List<String> causes() {
    return house
        .database()
        .jdbc()
        .sql(
            "select channel || ' ' || state || ' ' || count(*) || ' ' || coalesce(max(cause), '') from act group by channel, state")
        .query(String.class)
        .list();
  }

  /** Uncertain ones that will be sent again by themselves. */
  private long restless() {
    return number("select count(*) from act where state = 'uncertain' and resends = 0");
  }

  private long number(String sql) {
    return house.database().jdbc().sql(sql).query(Long.class).single();
  }

  private List<String> debtors(String channel, String state) {
    return house
        .database()
        .jdbc()
        .sql(
            "select debtor.key from act join account on account.id = act.account_id join debtor on debtor.id = account.debtor_id"
                + " where channel = :channel and state = :state")
        .param("channel", channel)
        .param("state", state)
        .query(String.class)
        .list();
  }

  private void check() {
    SoftAssertions all = new SoftAssertions();
    for (Side side : sides) {
      Map<String, Long> copies =
          side.arrived().get().stream()
              .collect(Collectors.groupingBy(who -> who, Collectors.counting()));
      List<String> sent = debtors(side.channel(), "sent");
      List<String> held = debtors(side.channel(), "uncertain");
      long twice = copies.values().stream().filter(n -> n > 1).count();
      long resent =
          number(
              "select count(*) from journal join act on act.id = journal.act_id where journal.kind = 'act resending' and channel = '"
                  + side.channel()
                  + "'");
      System.out.println(
          "%s: %d sent, %d held, %d arrived, %d of them twice, %d sent again"
              .formatted(side.channel(), sent.size(), held.size(), copies.size(), twice, resent));
      all.assertThat(copies.keySet())
          .as(side.channel() + ": sent, so it arrived")
          .containsAll(sent);
      all.assertThat(sent.size() + held.size()).as(side.channel() + ": none lost").isEqualTo(EACH);
      all.assertThat(copies.values())
          .as(side.channel())
          .allMatch(n -> n <= (side.resends() ? 2 : 1));
      all.assertThat(twice).as(side.channel() + ": twice").isLessThanOrEqualTo(resent);
      all.assertThat((long) held.size())
          .as(side.channel() + ": held")
          .isLessThanOrEqualTo(side.resends() ? Math.min(resent, MOST_IN_FLIGHT) : MOST_IN_FLIGHT);
    }
    all.assertThat(new JournalStore(house.database()).verify()).isEmpty();
    all.assertAll();
  }
}
