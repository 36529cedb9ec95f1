package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A user of a real Odoo who pays, disputes and cancels; by JSON-RPC, which 14 and 19 both have. */
final class OdooAdmin {
  private final String url;
  private final String database;
  private final String key;
  private final int major;
  private final int uid;

  OdooAdmin() throws Exception {
    url = System.getenv("ODOO_URL");
    database = System.getenv("ODOO_DB");
    key = System.getenv("ODOO_API_KEY_ADMIN");
    major = Session.major(rpc("common", "version", List.of()).path("server_version").asText());
    uid = rpc("common", "authenticate", List.of(database, "admin", key, Map.of())).asInt();
  }

  int major() {
    return major;
  }

  JsonNode call(String model, String method, List<?> args, Map<String, ?> named) throws Exception {
    return rpc("object", "execute_kw", List.of(database, uid, key, model, method, args, named));
  }

  private JsonNode rpc(String service, String method, List<?> args)
      throws IOException, InterruptedException {
    String body =
        Wire.text(
            Map.of(
                "jsonrpc", "2.0",
                "method", "call",
                "params", Map.of("service", service, "method", method, "args", args)));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/jsonrpc"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    // Odoo 14 closes its connections unannounced: a new client never meets a closed one
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    JsonNode answer = Wire.JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    if (answer.has("error")) {
      throw new IOException(answer.path("error").path("data").path("message").asText());
    }
    return answer.path("result");
  }

  /** Odoo's own sums of what customers owe one company, by currency. */
  Map<String, BigDecimal> owed(int company) throws Exception {
    List<Object> receivable =
        major >= 16
            ? List.of("account_type", "=", "asset_receivable")
            : List.of("account_internal_type", "=", "receivable");
    JsonNode groups =
        call(
            "account.move.line",
            "read_group",
            List.of(
                List.of(
                    receivable,
                    List.of("parent_state", "=", "posted"),
                    List.of("company_id", "=", company),
                    List.of("reconciled", "=", false)),
                List.of("amount_residual_currency:sum"),
                List.of("currency_id")),
            Map.of("lazy", false));
    Map<String, BigDecimal> owed = new TreeMap<>();
    for (JsonNode group : groups) {
      BigDecimal sum = group.path("amount_residual_currency").decimalValue();
      if (sum.signum() != 0) {
        owed.put(
            group.path("currency_id").path(1).asText(),
            sum.setScale(2, RoundingMode.HALF_UP).stripTrailingZeros());
      }
    }
    return owed;
  }

  /** Takes every Relance/ tag away, as if no hub had been here. */
  void untag() throws Exception {
    JsonNode tags =
        call(
            "res.partner.category",
            "search",
            List.of(List.of(List.of("name", "=like", "Relance/%"))),
            Map.of());
    call("res.partner.category", "unlink", List.of(Rows.ids(tags)), Map.of());
  }

  /** The names of a customer's tags. */
  List<String> tags(int partner) throws Exception {
    JsonNode found =
        call(
            "res.partner",
            "read",
            List.of(List.of(partner), List.of("category_id")),
            Map.of("context", Map.of("active_test", false)));
    JsonNode names =
        call(
            "res.partner.category",
            "read",
            List.of(Rows.ids(found.path(0).path("category_id")), List.of("name")),
            Map.of());
    return names.findValuesAsText("name");
  }

  /** Ids of open posted invoices of a company that nobody disputes. */
  List<Integer> openInvoices(int company) throws Exception {
    JsonNode found =
        call(
            "account.move",
            "search",
            List.of(
                List.of(
                    List.of("move_type", "=", "out_invoice"),
                    List.of("state", "=", "posted"),
                    List.of("company_id", "=", company),
                    List.of("payment_state", "in", List.of("not_paid", "partial")))),
            Map.of("order", "id"));
    List<Integer> ids = new ArrayList<>();
    found.forEach(id -> ids.add(id.asInt()));
    return ids;
  }

  /** Through the payment wizard, as a person would; a share of 1 pays all of it. */
  void pay(int move, int company, double share) throws Exception {
    Map<String, Object> context =
        Map.of(
            "active_model", "account.move",
            "active_ids", List.of(move),
            "allowed_company_ids", List.of(company));
    JsonNode open =
        call("account.move", "read", List.of(List.of(move), List.of("amount_residual")), Map.of());
    BigDecimal amount =
        open.path(0)
            .path("amount_residual")
            .decimalValue()
            .multiply(BigDecimal.valueOf(share))
            .setScale(2, RoundingMode.HALF_UP);
    int wizard =
        call(
                "account.payment.register",
                "create",
                List.of(Map.of("amount", amount)),
                Map.of("context", context))
            .asInt();
    call(
        "account.payment.register",
        "action_create_payments",
        List.of(List.of(wizard)),
        Map.of("context", context));
  }

  void move(String method, int move) throws Exception {
    call("account.move", method, List.of(List.of(move)), Map.of());
  }

  /** Back to draft, one single due date, posted again: the instalments vanish without trace. */
  void reterm(int move) throws Exception {
    move("button_draft", move);
    call(
        "account.move",
        "write",
        List.of(
            List.of(move),
            Map.of("invoice_payment_term_id", false, "invoice_date_due", "2027-02-01")),
        Map.of());
    move("action_post", move);
  }
}
