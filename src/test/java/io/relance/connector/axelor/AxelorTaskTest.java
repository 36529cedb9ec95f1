package io.relance.connector.axelor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.connector.SourceTrouble;
import io.relance.demo.AxelorLedger;
import io.relance.demo.FrenchAxelor;
import io.relance.demo.SimulatedAxelor;
import io.relance.demo.SimulatedAxelor.Fault;
import io.relance.stories.StoryClock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a colleague is to do stands in Axelor once, as an event; what came of it is read. */
class AxelorTaskTest {
  private final StoryClock clock = new StoryClock(Instant.parse("2026-11-23T09:00:00Z"));
  private SimulatedAxelor axelor;
  private AxelorLedger ledger;
  private AxelorStreet street;

  @BeforeEach
  void start() throws Exception {
    axelor = SimulatedAxelor.start(8, clock);
    ledger = axelor.ledger();
    FrenchAxelor.fill(axelor, AxelorStreet.TODAY);
    street =
        AxelorStreet.to(
            axelor,
            Map.of(
                "login",
                axelor.login(),
                "password",
                axelor.password(),
                "fallbackAssignee",
                "nroche"));
  }

  @AfterEach
  void stop() {
    assertThat(axelor.followersMailed()).isZero();
    street.close();
    axelor.close();
  }

  private String task(String key, String kind, String assignee) throws Exception {
    return (String)
        street.run(
            "task",
            "<p>Bonjour</p>",
            Map.of(
                "taskKey",
                key,
                "taskKind",
                kind,
                "taskTarget",
                "3",
                "taskTitle",
                "Appeler",
                "taskDue",
                "2026-11-25",
                "taskAssignee",
                assignee));
  }

  private Map<String, Object> event(String id) {
    return new HashMap<>(ledger.values("crm.Event", Long.parseLong(id)));
  }

  @Test
  void itIsAnEventOfItsKindThereOnce() throws Exception {
    String id = task("<relance-42@hub>", "call", "manager");
    assertThat(task("<relance-42@hub>", "call", "manager")).isEqualTo(id);
    assertThat(event(task("<relance-43@hub>", "todo", "manager"))).containsEntry("typeSelect", 3L);
    assertThat(event(id))
        .containsEntry("typeSelect", 1L)
        .containsEntry("statusSelect", 1L)
        .containsEntry("subject", "Appeler [relance-42@hub]")
        .containsEntry("startDateTime", Instant.parse("2026-11-25T08:00:00Z"))
        .containsEntry("partner", 3L)
        .containsEntry("relatedToSelect", "com.axelor.apps.base.db.Partner");
    assertThat(ledger.ids("crm.Event", "partner", 3L)).hasSize(2);
  }

  @Test
  void itGoesToWhomTheRuleNames() throws Exception {
    ledger.update("base.Partner", 3, Map.of("user", 2L));
    assertThat(event(task("a/1", "call", "manager"))).containsEntry("user", 2L);
    assertThat(event(task("a/2", "call", "nroche"))).containsEntry("user", 1L);
    assertThat(event(task("a/3", "call", ""))).containsEntry("user", 1L);
    assertThatThrownBy(() -> task("a/4", "call", "nobody"))
        .hasMessageContaining("no user has the login 'nobody'");
  }

  @Test
  void whatHappenedButWasNotAnsweredIsNotMadeAgain() throws Exception {
    task("a/1", "call", "");
    axelor.failAfter(1, Fault.LOST_REPLY, "Event");
    assertThatThrownBy(() -> task("a/2", "call", "")).isInstanceOf(SourceTrouble.class);
    axelor.heal();
    task("a/2", "call", "");
    assertThat(ledger.ids("crm.Event", "partner", 3L)).hasSize(2);
  }

  @Test
  void whatCameOfItIsRead() throws Exception {
    String id = task("a/1", "call", "");
    assertThat(outcome(id)).containsEntry("state", "open").containsEntry("text", "");
    ledger.update(
        "crm.Event",
        Long.parseLong(id),
        Map.of(
            "statusSelect", 2L, "description", event(id).get("description") + "<p>promesse 30/11"));
    assertThat(outcome(id))
        .containsEntry("state", "done")
        .containsEntry("text", "promesse 30/11")
        .containsEntry("on", "2026-11-23");
    ledger.update("crm.Event", Long.parseLong(id), Map.of("statusSelect", 3L));
    assertThat(outcome(id)).containsEntry("state", "dropped");
    ledger.delete("crm.Event", Long.parseLong(id));
    assertThat(outcome(id)).containsEntry("state", "dropped");
  }

  private Map<String, Object> outcome(String id) throws Exception {
    List<?> answers = (List<?>) street.run("outcome", List.of(Map.of("id", id)), Map.of());
    @SuppressWarnings("unchecked")
    Map<String, Object> only = (Map<String, Object>) answers.get(0);
    return only;
  }
}
