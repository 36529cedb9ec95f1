package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who are we there, may we do what we must, does Odoo dun by itself. Changes nothing. */
final class Probe {
  /** What the hub reads, and which right of Odoo's brings it. */
  private static final Map<String, String> NEEDED =
      Map.of(
          "account.move", "Invoicing (account.group_account_invoice)",
          "account.move.line", "Invoicing (account.group_account_invoice)",
          "account.partial.reconcile", "Invoicing (account.group_account_invoice)",
          "res.partner", "Internal User (base.group_user)",
          "res.currency", "Internal User (base.group_user)");

  private final Conversation talk;
  private final Map<String, Object> found = new LinkedHashMap<>();
  private final List<Map<String, String>> problems = new ArrayList<>();

  private Probe(Conversation talk) {
    this.talk = talk;
  }

  static void plan(Conversation talk) {
    Probe probe = new Probe(talk);
    talk.then(probe::askAll);
  }

  private void askAll() {
    Tables tables = Tables.plan(talk);
    talk.then(() -> found.put("identity", tables.identity()));
    Session session = talk.session();
    found.put("version", session.version());
    Question user =
        Question.searchRead(
                "res.users",
                List.of(List.of("id", "=", session.uid())),
                List.of("login", "company_ids"))
            .page(1);
    talk.attempt(user, this::heardUser, refused -> found.put("user", "id " + session.uid()));
    talk.ask(
        Question.searchRead("res.company", List.of(), List.of("name")).page(1000),
        this::heardCompanies);
    NEEDED.forEach(this::askRight);
    if (talk.access().quotes() && session.has("sale.order")) {
      askRight("sale.order", "Sales / User: All Documents, or set quotes=false");
    }
    askSeesAll("account.group_account_invoice", "Invoicing", "sees only its own invoices");
    if (talk.access().quotes() && session.has("sale.order")) {
      askSeesAll(
          "sales_team.group_sale_salesman_all_leads",
          "Sales / User: All Documents",
          "sees only its own quotes");
    }
    askSeesAll("base.group_partner_manager", "Contact Creation", "cannot set the marker tag");
    askNewest();
    askOwnDunning();
    talk.then(this::conclude);
  }

  private void heardUser(JsonNode rows) {
    found.put("user", rows.isEmpty() ? "" : Rows.text(rows.get(0), "login"));
  }

  private void heardCompanies(JsonNode rows) {
    List<Map<String, String>> companies = new ArrayList<>();
    for (JsonNode row : rows) {
      companies.add(Map.of("key", row.path("id").asText(), "name", Rows.text(row, "name")));
    }
    found.put("companies", companies);
  }

  private void askRight(String model, String right) {
    talk.attempt(
        Question.searchRead(model, List.of(), List.of("id")).page(1),
        rows -> {},
        refused ->
            problem(
                "the user may not read " + model + ": " + refused.getMessage(),
                "give it the right " + right));
  }

  /** A right that is missing is not said by Odoo: it just shows less. */
  private void askSeesAll(String group, String name, String consequence) {
    Session session = talk.session();
    Question has =
        session.major() >= 18
            ? Question.on("res.users", "has_group", List.of(session.uid()))
            : Question.of("res.users", "has_group");
    talk.attempt(
        has.with("group_ext_id", group),
        answer -> {
          if (!answer.asBoolean()) {
            problem("the user lacks the right " + name + ": it " + consequence, "grant " + group);
          }
        },
        refused -> problem("its rights cannot be asked: " + refused.getMessage(), "ask by hand"));
  }

  private void askNewest() {
    talk.attempt(
        Question.searchRead("account.move", List.of(), List.of("write_date"))
            .with("limit", 1)
            .with("order", "write_date desc, id desc"),
        rows -> {
          if (!rows.isEmpty()) {
            found.put("mark", Rows.text(rows.get(0), "write_date").substring(0, 10));
          }
        },
        refused -> found.remove("mark"));
  }

  private void askOwnDunning() {
    talk.ask(
        Question.of("res.partner", "fields_get")
            .with("allfields", List.of("followup_status", "followup_line_id", "credit_policy_id"))
            .with("attributes", List.of("type")),
        fields -> found.put("ownDunning", ownDunning(fields)));
  }

  private static @Nullable String ownDunning(JsonNode fields) {
    if (fields.has("followup_status") || fields.has("followup_line_id")) {
      return "Odoo's own follow-up (account_followup) is installed: switch off its automatic"
          + " reminders, or customers are reminded twice";
    }
    return fields.has("credit_policy_id")
        ? "account_credit_control is installed: stop its runs, or customers are reminded twice"
        : null;
  }

  private void problem(String what, String remedy) {
    problems.add(Map.of("what", what, "remedy", remedy));
  }

  private void conclude() {
    if (talk.clock() != null) {
      found.put("clock", talk.clock().toString());
    }
    found.put("problems", problems);
    talk.conclude(found);
  }
}
