package io.relance.connector.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.connector.SourceTrouble;
import io.relance.demo.FrenchLedger;
import io.relance.demo.SimulatedOdoo;
import io.relance.demo.SimulatedOdoo.Fault;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What a colleague is to do stands in Odoo once, with the right one; what came of it is read. */
@ParameterizedClass
@ValueSource(ints = {19, 14})
class OdooTaskTest {
  @Parameter int major;
  private SimulatedOdoo odoo;
  private Street street;
  private int customer;
  private int invoice;

  @BeforeEach
  void start() throws Exception {
    odoo = SimulatedOdoo.start(major, Clock.systemUTC());
    FrenchLedger.fill(odoo, LocalDate.of(2026, 11, 21));
    customer = (Integer) odoo.ledger().rows("res.partner", "ref", "C1005").get(0).get("id");
    invoice = (Integer) odoo.ledger().rows("account.move", "partner_id", customer).get(0).get("id");
    street = Street.to(odoo, Map.of("timeoutSeconds", "1", "fallbackAssignee", "claire"));
  }

  @AfterEach
  void stop() throws Exception {
    street.close();
    odoo.close();
  }

  private String task(String key, String assignee, @Nullable Integer document) throws Exception {
    Map<String, Object> properties = new HashMap<>();
    properties.put("taskKey", key);
    properties.put("taskKind", "call");
    properties.put("taskTarget", String.valueOf(customer));
    properties.put("taskDocument", document == null ? null : String.valueOf(document));
    properties.put("taskTitle", "Appeler : 1 240,50 EUR en retard");
    properties.put("taskDue", "2026-11-24");
    properties.put("taskAssignee", assignee);
    return (String) street.run("task", "<p>Bonjour</p>", properties);
  }

  private Map<String, @Nullable Object> activity(String id) {
    return odoo.ledger().rows("mail.activity", "id", Integer.valueOf(id)).get(0);
  }

  private String login(String id) {
    Object user = activity(id).get("user_id");
    return user == null
        ? ""
        : (String) odoo.ledger().rows("res.users", "id", user).get(0).get("login");
  }

  private Map<String, Object> outcome(String id, String key) throws Exception {
    List<?> answers =
        (List<?>) street.run("outcome", List.of(Map.of("id", id, "key", key)), Map.of());
    @SuppressWarnings("unchecked")
    Map<String, Object> only = (Map<String, Object>) answers.get(0);
    return only;
  }

  @Test
  void itIsThereOnceWithItsDayAndItsWords() throws Exception {
    String id = task("act/42", "manager", null);
    assertThat(task("act/42", "manager", null)).isEqualTo(id);
    assertThat(task("act/43", "manager", null)).isNotEqualTo(id);
    assertThat(activity(id))
        .containsEntry("res_model", "res.partner")
        .containsEntry("res_id", customer)
        .containsEntry("date_deadline", "2026-11-24")
        .containsEntry("note", "<p>Bonjour</p>");
    assertThat((String) activity(id).get("summary"))
        .startsWith("Appeler : 1 240,50 EUR en retard [");
    assertThat(odoo.ledger().rows("mail.activity", "res_id", customer)).hasSize(2);
  }

  @Test
  void oneWhoseAnswerWasLostIsNotMadeAgain() throws Exception {
    task("act/41", "manager", null);
    odoo.failAfter(2, Fault.CUT);
    assertThatThrownBy(() -> task("act/42", "", null)).isInstanceOf(SourceTrouble.class);
    odoo.heal();
    task("act/42", "", null);
    assertThat(odoo.ledger().rows("mail.activity", "res_id", customer)).hasSize(2);
  }

  @Test
  void oneThatConcernsMoreByNowIsNotMadeAgain() throws Exception {
    String ofTheInvoice = task("act/42", "manager", invoice);
    assertThat(task("act/42", "manager", null)).isEqualTo(ofTheInvoice);
  }

  @Test
  void itGoesToWhomTheRuleNames() throws Exception {
    user("res.partner", customer, "user_id", "hugo");
    user("account.move", invoice, "invoice_user_id", "inès");
    assertThat(login(task("act/1", "manager", invoice))).isEqualTo("hugo");
    assertThat(login(task("act/2", "salesperson", invoice))).isEqualTo("inès");
    assertThat(login(task("act/3", "salesperson", null))).isEqualTo("hugo");
    assertThat(login(task("act/4", "marc", null))).isEqualTo("marc");
    assertThat(login(task("act/5", "", null))).isEqualTo("claire");
    assertThat(activity(task("act/2", "salesperson", invoice)))
        .containsEntry("res_model", "account.move")
        .containsEntry("res_id", invoice);
  }

  @Test
  void aColleagueWhoLeftGivesItToTheFallback() throws Exception {
    user("res.partner", customer, "user_id", "hugo");
    int hugo = (Integer) odoo.ledger().rows("res.users", "login", "hugo").get(0).get("id");
    odoo.ledger().update("res.users", hugo, Map.of("active", false));
    assertThat(login(task("act/1", "manager", null))).isEqualTo("claire");
  }

  @Test
  void aLoginThatNobodyHasIsSaid() {
    assertThatThrownBy(() -> task("act/1", "nobody", null))
        .isInstanceOf(SourceTrouble.class)
        .hasMessageContaining("no user has the login 'nobody'");
  }

  private void user(String model, int id, String field, String login) {
    Object user = odoo.ledger().rows("res.users", "login", login).get(0).get("id");
    odoo.ledger().update(model, id, Map.of(field, user));
  }

  @Test
  void whatCameOfItIsRead() throws Exception {
    String id = task("act/42", "manager", null);
    assertThat(outcome(id, "act/42")).containsEntry("state", "open");
    odoo.ledger().activityDone(Integer.parseInt(id), "promesse 30/11");
    assertThat(outcome(id, "act/42"))
        .containsEntry("state", "done")
        .containsEntry("text", "promesse 30/11");
    assertThat((String) outcome(id, "act/42").get("on")).matches("\\d{4}-\\d\\d-\\d\\d");
  }

  @Test
  void oneThatWasDeletedIsNoOutcome() throws Exception {
    String id = task("act/42", "manager", null);
    odoo.ledger().activityDropped(Integer.parseInt(id));
    assertThat(outcome(id, "act/42")).containsEntry("state", "dropped").containsEntry("on", null);
  }

  // --- the sales warning

  private void warn(@Nullable String words) throws Exception {
    street.run(
        "writeback",
        words,
        Map.of(
            "writebackKind",
            "warning",
            "writebackKey",
            "warning/1",
            "writebackTarget",
            String.valueOf(customer)));
  }

  private Map<String, @Nullable Object> partner() {
    return odoo.ledger().rows("res.partner", "id", customer).get(0);
  }

  @Test
  void aWarningIsWrittenOnceAndTakenOff() throws Exception {
    warn("1 240,50 EUR overdue (22/11/2026)");
    assertThat(partner())
        .containsEntry("sale_warn_msg", "[Relance] 1 240,50 EUR overdue (22/11/2026)");
    int calls = odoo.calls().size();
    warn("1 240,50 EUR overdue (22/11/2026)");
    assertThat(odoo.calls().subList(calls, odoo.calls().size()))
        .doesNotContain("res.partner/write");
    if (major < 19) {
      assertThat(partner()).containsEntry("sale_warn", "warning");
    }
    warn(null);
    assertThat(partner().get("sale_warn_msg")).isIn("", false, null);
    if (major < 19) {
      assertThat(partner()).containsEntry("sale_warn", "no-message");
    }
  }

  @Test
  void whatAPersonWroteStays() throws Exception {
    Map<String, Object> theirs = new HashMap<>(Map.of("sale_warn_msg", "Ask Hugo first.\nAlways."));
    if (major < 19) {
      theirs.put("sale_warn", "block");
    }
    odoo.ledger().update("res.partner", customer, theirs);
    warn("old words");
    warn("new words");
    assertThat(partner())
        .containsEntry("sale_warn_msg", "Ask Hugo first.\nAlways.\n[Relance] new words");
    warn(null);
    assertThat(partner()).containsAllEntriesOf(theirs);
  }
}
