package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.boot.Schedule;
import io.relance.support.Dispatch;
import io.relance.support.FaultySmtp;
import io.relance.support.Receiver;
import io.relance.support.StillTasks;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What stays inside the house, by the shipped routes/send-task, routes/send-phone,
 * routes/send-warning, routes/send-alert, routes/tasks and routes/outcomes.
 */
class SendTasksTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Clock clock = Clock.systemUTC();
  private final FaultySmtp relay = new FaultySmtp();
  private final Receiver receiver =
      new Receiver("whatever-you-say-in-tests".getBytes(StandardCharsets.UTF_8));
  @TempDir Path folder;
  private TestHome home;
  private House house;
  private Dispatch dispatch;

  @BeforeEach
  void reset() {
    StillTasks.reset();
  }

  /** Acts of that channel for these debtors; the ERP has these actions beside those of any. */
  private void open(String channel, String template, List<String> actions, String... settings)
      throws Exception {
    home = Dispatch.home(folder, TestDatabase.freshUrl(), relay.port(), settings);
    for (String action : actions) {
      home.file("connectors/still/still-" + action + ".kamelet.yaml", StillTasks.kamelet(action));
    }
    for (String route : List.of("send-" + channel, "tasks", "outcomes")) {
      String file = "routes/" + route + ".camel.yaml";
      home.file(file, TestHome.shipped(file));
    }
    Path policy = folder.resolve("routes/policies/courteous.yaml");
    String said = "      - {email: friendly, to: billing}";
    String more = "\n      - {%s: %s, to: billing}".formatted(channel, template);
    Files.writeString(policy, Files.readString(policy).replace(said, said + more));
    house = House.open(Home.at(folder), clock, Map.of());
    dispatch = new Dispatch(house.database(), clock);
    dispatch.queue(1, 2);
    now("update contact set phone = '+33 1 40 00 00 01'");
    now(
        "update act set channel = '%s', template = '%s', internal = true"
            .formatted(channel, template));
    now("update step set channel = '%s'".formatted(channel));
  }

  @AfterEach
  void close() {
    house.close();
    relay.close();
    receiver.close();
  }

  private void now(String sql) {
    house.database().jdbc().sql(sql).update();
  }

  private List<String> column(String sql) {
    return house.database().jdbc().sql(sql).query(String.class).list();
  }

  private void untilStates(Map<String, Long> states) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(dispatch.states())
                    .as("causes: %s", column("select cause from act where cause is not null"))
                    .isEqualTo(states));
  }

  @Test
  void aCallIsGivenOnceAndAPromiseHoldsTheAccount() throws Exception {
    open("phone", "call", List.of("task", "outcome"));
    StillTasks.loseAnswer();
    try (Hub hub = Hub.start(house, "n1")) {
      assertThat(hub.refused()).isEmpty();
      await()
          .atMost(PATIENCE)
          .until(() -> dispatch.states().equals(Map.of("sent", 1L, "failed", 1L)));
      now("update act set next_attempt = now() where state = 'failed'");
      untilStates(Map.of("sent", 2L));
      assertThat(StillTasks.given()).hasSize(2);
      assertThat(StillTasks.given().values())
          .allSatisfy(
              task ->
                  assertThat(task)
                      .containsEntry("Kind", "call")
                      .containsEntry("Assignee", "manager")
                      .containsEntry("Document", "INV-" + task.get("Target")));
      Map<String, String> call =
          StillTasks.given().values().stream()
              .filter(t -> t.get("Target").equals("D1"))
              .findFirst()
              .get();
      assertThat(call.get("Title")).startsWith("Appeler Débiteur 1\u00a0: 120,00");
      assertThat(call.get("Note"))
          .contains("+33 1 40 00 00 01", "<li>INV-D1")
          .doesNotContain("<script");

      String until = LocalDate.now(clock).plusDays(5).toString();
      StillTasks.end("D1", "done", "Promesse " + until);
      StillTasks.end("D2", "dropped", "");
      hub.bean("schedule", Schedule.class).run("outcomes", PATIENCE);

      assertThat(column("select state || ' ' || coalesce(result, '') from task order by target"))
          .containsExactly("done promise", "dropped done");
      assertThat(column("select why || ' ' || until from account_hold"))
          .containsExactly("promise " + until);
      assertThat(dispatch.act("D1", "state")).isEqualTo("delivered");
      assertThat(column("select kind from journal where kind like 'task %' order by kind"))
          .containsExactly("task done", "task dropped");
      hub.bean("schedule", Schedule.class).run("outcomes", PATIENCE);
      assertThat(column("select kind from journal where kind like 'task %'")).hasSize(2);
    }
    assertThat(column("select kind from writeback where kind = 'note'")).isEmpty();
    assertThat(column("select account_id::text from account_state where last_contact is not null"))
        .as("a task is no contact")
        .isEmpty();
  }

  @Test
  void aSourceThatTakesNoneHandsThemToTheWebhook() throws Exception {
    open(
        "task",
        "warn-sales",
        List.of(),
        "relance.task.webhook=" + receiver.url(),
        "relance.task.secret=whatever-you-say-in-tests");
    try (Hub hub = Hub.start(house, "n1")) {
      assertThat(hub.refused()).isEmpty();
      untilStates(Map.of("sent", 2L));
    }
    assertThat(receiver.calls()).hasSize(2).allMatch(Receiver.Call::signed);
    JsonNode task = receiver.calls().get(0).event();
    assertThat(task.path("kind").asText()).isEqualTo("todo");
    assertThat(task.path("assignee").asText()).isEqualTo("salesperson");
    assertThat(task.path("debtor").asText()).matches("D[12]");
    assertThat(task.path("due").asText()).matches("\\d{4}-\\d\\d-\\d\\d");
    assertThat(task.path("note").asText()).contains("Rien n’est bloqué");
  }

  @Test
  void withoutEitherItDiesAndSaysWhatToSet() throws Exception {
    open("task", "fix-contact", List.of());
    try (Hub hub = Hub.start(house, "n1")) {
      assertThat(hub.refused()).isEmpty();
      untilStates(Map.of("dead", 2L));
    }
    assertThat(dispatch.act("D1", "cause")).contains("acme", "relance.task.webhook");
  }

  @Test
  void salespeopleAreWarned() throws Exception {
    open("warning", "overdue", List.of("writeback"));
    StillTasks.loseAnswer();
    try (Hub hub = Hub.start(house, "n1")) {
      assertThat(hub.refused()).isEmpty();
      await().atMost(PATIENCE).until(() -> StillTasks.warned().size() == 2);
      now("update act set next_attempt = now() where state = 'failed'");
      untilStates(Map.of("sent", 2L));
    }
    assertThat(StillTasks.warned().get("D1"))
        .startsWith("120,00")
        .contains("sans blocage")
        .doesNotContain("\n");
  }

  @Test
  void anAlertGoesByMailAndToTheChat() throws Exception {
    open(
        "alert",
        "sensitive",
        List.of(),
        "relance.alert.to=credit@acme.example",
        "relance.alert.webhook=" + receiver.url());
    try (Hub hub = Hub.start(house, "n1")) {
      assertThat(hub.refused()).isEmpty();
      untilStates(Map.of("sent", 2L));
    }
    assertThat(relay.taken()).hasSize(2).allMatch(t -> t.recipient().equals("credit@acme.example"));
    String mail = new String(relay.taken().get(0).bytes(), StandardCharsets.UTF_8);
    assertThat(mail).contains("Auto-Submitted: auto-generated", "Message-ID: <");
    assertThat(receiver.calls()).hasSize(2);
    assertThat(receiver.calls().get(0).event().path("text").asText())
        .contains("dossier sensible", "INV-D", "relance explain");
  }

  @Test
  void aChatThatFailsIsSaidAndTheMailDecides() throws Exception {
    receiver.answers(call -> 500);
    open(
        "alert",
        "sensitive",
        List.of(),
        "relance.alert.to=credit@acme.example",
        "relance.alert.webhook=" + receiver.url());
    try (Hub hub = Hub.start(house, "n1")) {
      untilStates(Map.of("sent", 2L));
    }
    assertThat(column("select message from alert where kind = 'channel'"))
        .singleElement()
        .asString()
        .contains("the e-mail went");
  }
}
