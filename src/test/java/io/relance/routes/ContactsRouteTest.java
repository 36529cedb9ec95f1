package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.boot.Rooms;
import io.relance.boot.Schedule;
import io.relance.support.Dispatch;
import io.relance.support.FaultySmtp;
import io.relance.support.Receiver;
import io.relance.support.StillTasks;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom no message can reach is a colleague's task, by the shipped routes/contacts and tasks. */
class ContactsRouteTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String SECRET = "whatever-you-say-in-tests";

  private final Clock clock = Clock.systemUTC();
  private final FaultySmtp relay = new FaultySmtp();
  private final Receiver receiver = new Receiver(SECRET.getBytes(StandardCharsets.UTF_8));
  @TempDir Path folder;
  private House house;

  /** D1, D2 and D3 owe something and nobody knows their addresses; D4 can be written to. */
  private void open(List<String> actions, String... settings) {
    StillTasks.reset();
    TestHome home = Dispatch.home(folder, TestDatabase.freshUrl(), relay.port(), settings);
    for (String action : actions) {
      home.file("connectors/still/still-" + action + ".kamelet.yaml", StillTasks.kamelet(action));
    }
    for (String route : List.of("contacts", "tasks")) {
      String file = "routes/" + route + ".camel.yaml";
      home.file(file, TestHome.shipped(file));
    }
    house = House.open(Home.at(folder), clock, Map.of());
    new Dispatch(house.database(), clock).queue(1, 4);
    now("delete from step");
    now("delete from act_item");
    now("delete from act");
    now("delete from contact where key in ('CD1', 'CD2', 'CD3')");
    now("update item set open = 500, original = 500 where key = 'ID2'");
    decide();
  }

  @AfterEach
  void close() {
    house.close();
    relay.close();
    receiver.close();
  }

  private void decide() {
    now("update account_state set review_on = '-infinity'");
    Rooms.of(house).dunning().runAll("test");
  }

  private void now(String sql) {
    house.database().jdbc().sql(sql).update();
  }

  private List<String> column(String sql) {
    return house.database().jdbc().sql(sql).query(String.class).list();
  }

  private List<String> alerts() {
    return column(
        "select subject || ' ' || message from alert where kind = 'contact' and until is null");
  }

  private static void ask(Hub hub) {
    hub.bean("schedule", Schedule.class).run("contacts", PATIENCE);
  }

  private static List<String> asked() {
    return StillTasks.given().values().stream().map(task -> task.get("Target")).sorted().toList();
  }

  @Test
  void aColleagueIsAskedOnceUntilTheContactChanges() throws Exception {
    open(List.of("task"));
    assertThat(column("select reason from decision")).contains("no-address");
    try (Hub hub = Hub.start(house, "n1")) {
      assertThat(hub.refused()).isEmpty();
      StillTasks.loseAnswer();
      ask(hub);
      assertThat(alerts()).singleElement().asString().contains("acme", "no whole answer came");

      ask(hub);
      assertThat(asked()).containsExactly("D1", "D2", "D3");
      assertThat(alerts()).isEmpty();
      Map<String, String> task =
          StillTasks.given().values().stream()
              .filter(t -> t.get("Target").equals("D2"))
              .findAny()
              .get();
      assertThat(task).containsEntry("Kind", "todo").containsEntry("Assignee", "manager");
      assertThat(task.get("Title")).startsWith("Trouver comment joindre Débiteur 2");
      assertThat(task.get("Note")).contains("<li>INV-D2", "500,00\u00a0€").doesNotContain("120");
      assertThat(column("select kind from journal where kind = 'contact asked for'")).hasSize(3);

      decide();
      ask(hub);
      assertThat(StillTasks.given()).as("they know").hasSize(3);

      now("update debtor set city = 'Lyon' where key = 'D1'");
      now("update account_state set review_on = '-infinity'");
      ask(hub);
      assertThat(StillTasks.given()).as("he may be reachable now: decided first").hasSize(3);
      decide();
      ask(hub);
      assertThat(StillTasks.given()).as("another address, and still nobody to reach").hasSize(4);
    }
    assertThat(column("select state from act where channel = 'task'")).isEmpty();
  }

  @Test
  void whoOwesMostComesFirstAndNobodyIsBuried() {
    open(List.of("task"), "relance.task.contacts=1");
    try (Hub hub = Hub.start(house, "n1")) {
      ask(hub);
      assertThat(asked()).containsExactly("D2");
      ask(hub);
      assertThat(asked()).as("that was today's").containsExactly("D2");
      now("update contact_task set given_on = given_on - 1");
      ask(hub);
      assertThat(asked()).containsExactly("D1", "D2");
    }
  }

  @Test
  void whereNothingMayLeaveNobodyIsAsked() {
    open(List.of("task"));
    try (Hub hub = Hub.start(house, "n1")) {
      for (String mode : List.of("off", "redirect", "canary")) {
        now("update outward set mode = '%s', argument = 'D4'".formatted(mode));
        ask(hub);
        assertThat(StillTasks.given()).as(mode).isEmpty();
      }
      now("update outward set argument = 'D3, D4'");
      ask(hub);
      assertThat(asked()).containsExactly("D3");
    }
  }

  @Test
  void whoIsPaidOrInDoubtIsNobodysTask() {
    open(List.of("task"));
    now("update item set open = 0 where key = 'ID1'");
    try (Hub hub = Hub.start(house, "n1")) {
      now("update feed set doubted = true");
      ask(hub);
      assertThat(StillTasks.given()).isEmpty();
      now("update feed set doubted = false");
      ask(hub);
      assertThat(asked()).containsExactly("D2", "D3");
    }
  }

  @Test
  void aSourceThatTakesNoneHandsThemToTheWebhook() {
    open(List.of(), "relance.task.webhook=" + receiver.url(), "relance.task.secret=" + SECRET);
    try (Hub hub = Hub.start(house, "n1")) {
      ask(hub);
      ask(hub);
    }
    assertThat(receiver.calls()).hasSize(3).allMatch(Receiver.Call::signed);
    assertThat(receiver.calls().get(0).event().path("title").asText()).contains("Débiteur 2");
    assertThat(receiver.calls().get(0).event().path("debtor").asText()).isEqualTo("D2");
    assertThat(receiver.calls().get(0).event().path("asked").asText()).isEqualTo("500.00");
  }

  @Test
  void whereNobodyTakesTasksNothingIsTried() {
    open(List.of());
    try (Hub hub = Hub.start(house, "n1")) {
      ask(hub);
    }
    assertThat(alerts()).isEmpty();
    assertThat(column("select key from contact_task")).isEmpty();
  }

  @Test
  void oneThatIsRefusedIsNoOthersTrouble() {
    receiver.answers(call -> call.event().path("debtor").asText().equals("D2") ? 422 : 204);
    open(List.of(), "relance.task.webhook=" + receiver.url(), "relance.task.secret=" + SECRET);
    try (Hub hub = Hub.start(house, "n1")) {
      ask(hub);
    }
    assertThat(column("select receipt from contact_task")).hasSize(2).containsOnly("webhook: 204");
    assertThat(alerts()).singleElement().asString().startsWith("acme/1/D2 ").contains("422");

    now(
        "insert into contact (debtor_id, key, role, email) select id, 'CD2', 'general', 'd2@client.example' from debtor where key = 'D2'");
    decide();
    decide(); // a run begins by ending what is over
    assertThat(alerts()).as("he can be written to").isEmpty();
  }

  @Test
  void aWebhookThatMayHaveTakenItIsNotAskedAgainAndItsAddressIsNotTold() {
    receiver.answers(call -> call.event().path("debtor").asText().equals("D2") ? 500 : 204);
    open(List.of(), "relance.task.webhook=" + receiver.url(), "relance.task.secret=" + SECRET);
    try (Hub hub = Hub.start(house, "n1")) {
      ask(hub);
      ask(hub);
    }
    assertThat(receiver.calls()).hasSize(3);
    assertThat(alerts())
        .singleElement()
        .asString()
        .startsWith("acme/1/D2 nobody knows")
        .contains("HTTP 500")
        .doesNotContain(receiver.url());
  }
}
