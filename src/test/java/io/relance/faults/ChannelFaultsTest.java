package io.relance.faults;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.boot.Rooms;
import io.relance.flow.Settling.Fate;
import io.relance.store.JournalStore;
import io.relance.store.UncertainStore.Doubt;
import io.relance.support.Dispatch;
import io.relance.support.FaultyHttp;
import io.relance.support.FaultyHttp.Fault;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every channel that speaks HTTP, everything that its other side may do: what becomes of the
 * message is the table of src/docs/faults.md. Then a person settles what is in doubt, both ways.
 */
class ChannelFaultsTest {
  private static final List<String> HOLDING =
      List.of("sms", "gateway", "letter", "registered", "task", "phone", "alert");
  private static final List<String> CHANNELS =
      Stream.concat(HOLDING.stream(), Stream.of("chat")).toList();

  private static final Map<Fault, String> ROWS =
      Map.ofEntries(
          Map.entry(Fault.ANSWERS, "takes it"),
          Map.entry(Fault.ANSWERS_LATE, "takes it after a while"),
          Map.entry(Fault.SAYS_408, "408, too slow"),
          Map.entry(Fault.SAYS_429, "429, too many"),
          Map.entry(Fault.SAYS_503, "503, not now"),
          Map.entry(Fault.SAYS_308, "308, elsewhere"),
          Map.entry(Fault.SAYS_401, "401, who are you"),
          Map.entry(Fault.SAYS_422, "422, not this one"),
          Map.entry(Fault.SAYS_500, "500, or another 5xx"),
          Map.entry(Fault.CUT_BEFORE, "cuts the line before it took it"),
          Map.entry(Fault.CUT_AFTER, "cuts the line after it took it"));

  private final Clock clock = Clock.systemUTC();
  private final FaultyHttp others = new FaultyHttp();
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
            CHANNELS,
            List.of("send-sms", "send-task", "send-phone", "send-alert", "send-chat", "tasks"));
    home.settings("relance.sms.url=" + others.url(), "relance.sms.auth=Bearer t")
        .settings("relance.letter.house.url=" + others.url(), "chat.url=" + others.url())
        .settings("relance.task.webhook=" + others.url(), "relance.alert.webhook=" + others.url())
        .settings("relance.mail.resend.seconds=3600")
        .file("routes/send-gateway.camel.yaml", gateway());
    for (String channel : List.of("letter", "registered")) {
      String file = "send-" + channel + ".camel.yaml";
      home.file("routes/" + file, TestHome.shipped("routes/examples/mail-house/" + file));
    }
    words(home);
    house = House.open(Home.at(folder), clock, Map.of());
    dispatch = new Dispatch(house.database(), clock);
  }

  private static String gateway() {
    return TestHome.shipped("routes/examples/send-sms.camel.yaml")
        .replace("send-sms", "send-gateway")
        .replace("outbox/sms", "outbox/gateway")
        .replace("uncertain: hold", "uncertain: hold, words: sms");
  }

  private static void words(TestHome home) {
    String task =
        "<#assign subject>${debtor.name}</#assign><#assign opening></#assign><#assign closing></#assign>";
    home.file("templates/fr/task/friendly.ftl", task)
        .file("templates/fr/phone/friendly.ftl", task)
        .file("templates/fr/alert/friendly.ftl", task)
        .file("templates/fr/chat/friendly.ftl", "<#assign text>${debtor.name}</#assign>")
        .file(
            "templates/fr/letter/friendly.ftl",
            TestHome.shipped("templates/fr/letter/reminder-2.ftl"));
  }

  @AfterEach
  void close() {
    others.close();
    house.close();
  }

  private static int debtor(String channel, Fault fault) {
    return CHANNELS.indexOf(channel) * Fault.values().length + fault.ordinal() + 1;
  }

  private void queue() {
    for (String channel : CHANNELS) {
      int first = debtor(channel, Fault.ANSWERS);
      dispatch.queue(first, first + Fault.values().length - 1, channel);
      for (Fault fault : Fault.values()) {
        others.fault(debtor(channel, fault), fault);
      }
    }
  }

  private void untilSettled() {
    await()
        .atMost(ofSeconds(120))
        .until(
            () ->
                Collections.disjoint(
                    dispatch.states().keySet(), List.of("queued", "claimed", "sending")));
  }

  /** In the words of the table. */
  private String fate(int debtor) {
    String state = dispatch.act("D" + debtor, "state");
    boolean counted = !dispatch.act("D" + debtor, "attempts").equals("0");
    return switch (state) {
      case "failed" -> counted ? "later" : "waits";
      case "dead" -> "refused";
      case "uncertain" -> dispatch.act("D" + debtor, "resends").equals("0") ? "again" : "person";
      default -> state;
    };
  }

  /** Those that hold are all alike; the chat sends again. */
  private String row(Fault fault) {
    String holding =
        HOLDING.stream()
            .map(channel -> fate(debtor(channel, fault)))
            .distinct()
            .collect(Collectors.joining(", "));
    return "| %s | %s | %s |".formatted(ROWS.get(fault), holding, fate(debtor("chat", fault)));
  }

  private List<String> column(String sql) {
    return house.database().jdbc().sql(sql).query(String.class).list();
  }

  private void now(String sql) {
    house.database().jdbc().sql(sql).update();
  }

  @Test
  void theTableIsTrueAndAPersonSettlesTheRest() throws IOException {
    queue();
    try (Hub hub = Hub.start(house, "n1")) {
      assertThat(hub.refused()).isEmpty();
      untilSettled();
      List<String> table = Stream.of(Fault.values()).map(this::row).toList();
      assertThat(Files.readString(Path.of("src/docs/faults.md")))
          .contains(String.join("\n", table));
      assertThat(column("select subject from alert where kind = 'relay' and until is null"))
          .as("who are you")
          .isSubsetOf(CHANNELS);

      others.down();
      int late = CHANNELS.size() * Fault.values().length + 1;
      for (String channel : CHANNELS) {
        dispatch.queue(late + CHANNELS.indexOf(channel), late + CHANNELS.indexOf(channel), channel);
      }
      untilSettled();
      assertThat(IntStream.range(late, late + CHANNELS.size()).mapToObj(this::fate))
          .as("nobody is there")
          .containsOnly("waits");

      others.up();
      now("update act set next_attempt = now() where state = 'failed' or channel = 'chat'");
      await()
          .atMost(ofSeconds(120))
          .untilAsserted(
              () ->
                  assertThat(dispatch.states().keySet()).containsOnly("sent", "dead", "uncertain"));
      settle();
    }
    assertThat(new JournalStore(house.database()).verify()).isEmpty();
    assertThat(column("select id::text from act where state = 'uncertain'")).isEmpty();
    assertThat(Collections.frequency(others.taken(), debtor("chat", Fault.CUT_AFTER))).isEqualTo(2);
    assertThat(others.taken().stream().filter(who -> who != debtor("chat", Fault.CUT_AFTER)))
        .doesNotHaveDuplicates();
  }

  /** Of each channel that holds, what was taken as sent and the rest as not sent. */
  private void settle() {
    List<Doubt> all = Rooms.of(house).uncertain();
    List<String> expected = new ArrayList<>();
    for (String channel : HOLDING) {
      expected.addAll(Collections.nCopies(3, channel));
    }
    assertThat(all).extracting(Doubt::channel).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(all).allMatch(one -> one.againAt() == null && !one.cause().isEmpty());
    for (Doubt one : all) {
      int debtor = Integer.parseInt(one.who().replaceFirst(".*/D", ""));
      boolean arrived = others.taken().contains(debtor);
      Rooms.of(house)
          .settling()
          .settle(one.act(), arrived ? Fate.SENT : Fate.NOT_SENT, "Jeanne", "asked them");
      assertThat(dispatch.act("D" + debtor, "state")).isEqualTo(arrived ? "sent" : "cancelled");
      assertThat(column("select taken from step where act_id = " + one.act()))
          .isEqualTo(arrived ? List.of("t") : List.of());
    }
    assertThat(column("select subject from alert where kind = 'act' and until is null"))
        .as("what was refused")
        .hasSize(CHANNELS.size());
  }
}
