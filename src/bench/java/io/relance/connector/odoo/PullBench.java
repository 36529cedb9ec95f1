package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Bench (d): the sweep kamelet next to a bare keyset loop of the same rows and fields, both against
 * a real Odoo 19 (ODOO_URL, ODOO_DB, ODOO_API_KEY_CONNECTOR), in turns in one process. The bare
 * loop parses its answers and keeps nothing; the kamelet also maps, checks and proves.
 */
public final class PullBench {
  private static final int PAGE = 1000;

  private final Map<String, String> env = System.getenv();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private int lines;
  private int moves;

  private PullBench() {}

  public static void main(String[] args) throws Exception {
    new PullBench().run(args.length > 0 ? Integer.parseInt(args[0]) : 3);
  }

  private void run(int rounds) throws Exception {
    System.out.println("| round | bare loop s | lines/s | sweep s | lines/s | sweep / bare |");
    System.out.println("|---|---|---|---|---|---|");
    List<Double> ratios = new ArrayList<>();
    try (Street street = new Street(parameters()).countingOnly()) {
      street.run("probe", null, Map.of());
      for (int round = 1; round <= rounds; round++) {
        double bare = timed(this::bareLoop);
        double sweep = timed(() -> street.run("sweep", null, Map.of()));
        ratios.add(bare / sweep);
        System.out.printf(
            "| %d | %.1f | %.0f | %.1f | %.0f | %.0f %% |%n",
            round, bare, lines / bare, sweep, lines / sweep, 100 * bare / sweep);
      }
    }
    ratios.sort(Double::compare);
    System.out.printf(
        "# %d receivable lines of %d moves; median %.0f %% of the bare loop (asked for: 90 %%)%n",
        lines, moves, 100 * ratios.get(ratios.size() / 2));
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double timed(Work work) throws Exception {
    long began = System.nanoTime();
    work.run();
    return (System.nanoTime() - began) / 1e9;
  }

  private Map<String, String> parameters() {
    return Map.of(
        "url", env.get("ODOO_URL"),
        "database", env.get("ODOO_DB"),
        "apiKey", env.get("ODOO_API_KEY_CONNECTOR"));
  }

  // --- the baseline: no Camel, no mapping, no proof

  private void bareLoop() throws Exception {
    lines = 0;
    moves = 0;
    TreeSet<Integer> customers = new TreeSet<>();
    List<Object> open =
        List.of(
            List.of("move_type", "in", Reading.INVOICES),
            List.of("state", "=", "posted"),
            List.of("company_id", "=", 1),
            List.of("amount_residual", "!=", 0));
    for (int last = 0, size = PAGE; size == PAGE; moves += size) {
      JsonNode page = page("account.move", open, known(Fields.MOVE), last);
      size = page.size();
      last = Rows.lastId(page);
      customers.addAll(Rows.ids(page, "commercial_partner_id"));
    }
    List<Object> receivable =
        List.of(
            List.of("account_type", "=", "asset_receivable"),
            List.of("parent_state", "=", "posted"),
            List.of("company_id", "=", 1),
            List.of("move_id.amount_residual", "!=", 0));
    for (int last = 0, size = PAGE; size == PAGE; lines += size) {
      JsonNode page = page("account.move.line", receivable, known(Fields.LINE), last);
      size = page.size();
      last = Rows.lastId(page);
    }
    List<Object> theirs = List.of(List.of("commercial_partner_id", "in", customers));
    page("res.partner", theirs, known(Fields.PARTNER), 0);
  }

  private static List<String> known(List<String> fields) {
    List<String> absent =
        List.of("blocked", "account_internal_type", "expected_pay_date", "siret", "mobile");
    return fields.stream().filter(field -> !absent.contains(field)).toList();
  }

  private JsonNode page(String model, List<Object> domain, List<String> fields, int last)
      throws Exception {
    List<Object> beyond = new ArrayList<>(domain);
    beyond.add(List.of("id", ">", last));
    String body =
        Wire.text(
            Map.of(
                "domain",
                beyond,
                "fields",
                fields,
                "limit",
                PAGE,
                "order",
                "id",
                "load",
                "",
                "context",
                Map.of("allowed_company_ids", List.of(1), "active_test", false)));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(env.get("ODOO_URL") + "/json/2/" + model + "/search_read"))
            .header("Content-Type", "application/json")
            .header("Authorization", "bearer " + env.get("ODOO_API_KEY_CONNECTOR"))
            .header("X-Odoo-Database", env.get("ODOO_DB"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    JsonNode answer = Wire.JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
    if (!answer.isArray()) {
      throw new IllegalStateException(model + ": " + answer);
    }
    return answer;
  }
}
