package io.relance.routes;

import static java.time.Duration.ofSeconds;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.store.JournalStore;
import io.relance.support.Dispatch;
import io.relance.support.SmtpSink;
import io.relance.support.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * routes/send-email, as shipped, and Postfix's smtp-sink: what the relay does decides what becomes
 * of the one message that meets it, and all arrive in the end.
 */
class SmtpSinkTest {
  private static final Pattern ID = Pattern.compile("(?m)^Message-ID: (\\S+)$");

  private final Clock clock = Clock.systemUTC();
  @TempDir Path folder;
  private SmtpSink relay;
  private House house;
  private Dispatch dispatch;
  private int debtors;

  @BeforeEach
  void open() {
    relay = new SmtpSink(folder.resolve("mails"));
    Dispatch.home(
        folder.resolve("home"),
        TestDatabase.freshUrl(),
        relay.port(),
        "relance.mail.resend.seconds=3600");
    house = House.open(Home.at(folder.resolve("home")), clock, Map.of());
    dispatch = new Dispatch(house.database(), clock);
  }

  @AfterEach
  void close() {
    relay.close();
    house.close();
  }

  private String one(String sql) {
    return house.database().jdbc().sql(sql).query(String.class).single();
  }

  private void again(String state) {
    house
        .database()
        .jdbc()
        .sql("update act set next_attempt = now() where state = :state")
        .param("state", state)
        .update();
  }

  /** The next debtor's message, once it has met a relay with these switches. */
  private String met(String... switches) {
    relay.start(switches);
    return met();
  }

  private String met() {
    debtors++;
    dispatch.queue(debtors, debtors);
    String debtor = "D" + debtors;
    await()
        .until(
            () -> !List.of("queued", "claimed", "sending").contains(dispatch.act(debtor, "state")));
    return dispatch.act(debtor, "state") + " after " + dispatch.act(debtor, "attempts");
  }

  @Test
  void whatTheRelayDoesDecides() {
    try (Hub hub = Hub.start(house, "n1")) {
      assertThat(hub.refused()).isEmpty();
      assertThat(met("-W", ".:3")).as("slow").isEqualTo("sent after 0");
      assertThat(met("-r", "MAIL")).as("not now").isEqualTo("failed after 1");
      assertThat(met("-r", "RCPT")).as("not now").isEqualTo("failed after 1");
      assertThat(met("-f", "MAIL")).as("no to us").isEqualTo("failed after 0");
      assertThat(met("-q", "RCPT")).as("cut before").isEqualTo("failed after 1");
      assertThat(met("-q", ".")).as("cut after the data").isEqualTo("uncertain after 0");
      assertThat(met("-f", "RCPT")).as("no to him").isEqualTo("dead after 1");
      assertThat(met("-f", ".")).as("no to the message").isEqualTo("dead after 1");
      relay.close();
      assertThat(met()).as("nobody listens").isEqualTo("failed after 0");

      relay.start();
      await()
          .pollInterval(ofSeconds(1))
          .untilAsserted(
              () -> {
                again("failed");
                assertThat(dispatch.states())
                    .isEqualTo(Map.of("sent", 6L, "dead", 2L, "uncertain", 1L));
              });
      again("uncertain");
      await()
          .untilAsserted(
              () -> assertThat(dispatch.states()).isEqualTo(Map.of("sent", 7L, "dead", 2L)));
    }
    assertThat(one("select count(*) from address_block"))
        .as("5.3.0 says nothing of him")
        .isEqualTo("0");
    assertThat(one("select count(*) from journal where kind = 'act resending'")).isEqualTo("1");
    assertThat(new JournalStore(house.database()).verify()).isEmpty();
    onceEach();
  }

  /** Once each; twice what the sink was given and did not answer: the same bytes. */
  private void onceEach() {
    Map<String, List<String>> mails =
        relay.mails().stream().map(SmtpSinkTest::words).collect(groupingBy(SmtpSinkTest::id));
    for (int n = 1; n <= debtors; n++) {
      int copies = mails.getOrDefault(dispatch.act("D" + n, "message_id"), List.of()).size();
      boolean sent = dispatch.act("D" + n, "state").equals("sent");
      assertThat(copies).as("D" + n).isBetween(sent ? 1 : 0, n == 6 ? 2 : 1);
    }
    assertThat(mails.get(dispatch.act("D6", "message_id")).stream().distinct()).hasSize(1);
  }

  private static String words(String dumped) {
    return dumped.substring(dumped.indexOf("\nDate: "));
  }

  private static String id(String mail) {
    Matcher found = ID.matcher(mail);
    return found.find() ? found.group(1) : "";
  }
}
