package io.relance.connector.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The shipped kamelets against a real Odoo (mvn -Podoo test; ODOO_URL, ODOO_DB, ODOO_LOGIN,
 * ODOO_API_KEY_CONNECTOR, ODOO_API_KEY_ADMIN; for the cases of rights ODOO_API_KEY_VICTOR and
 * ODOO_API_KEY_CLAIRE). It pays and cancels invoices there: not for a database that matters.
 */
@Tag("odoo")
class RealOdooTest {
  private static final List<Integer> COMPANIES = List.of(1, 2);

  private OdooAdmin admin;
  private Street street;

  @BeforeEach
  void start() throws Exception {
    admin = new OdooAdmin();
    street = as(System.getenv().getOrDefault("ODOO_LOGIN", "connector"), "CONNECTOR");
  }

  @AfterEach
  void stop() throws Exception {
    street.close();
  }

  private static Street as(String login, String key) throws Exception {
    return new Street(
        Map.of(
            "url", System.getenv("ODOO_URL"),
            "database", System.getenv("ODOO_DB"),
            "login", login.equals("admin") ? "connector" : login,
            "apiKey", System.getenv("ODOO_API_KEY_" + key)));
  }

  /** A ledger as the hub keeps it, in small: by key, and by document where a delta names one. */
  private static final class Ledger {
    private final Map<Object, Map<String, Object>> items = new HashMap<>();

    void take(Street street) {
      Set<Object> documents =
          street.records("document").stream().map(d -> d.get("key")).collect(Collectors.toSet());
      items.values().removeIf(item -> documents.contains(item.get("document")));
      street.records("item").forEach(item -> items.put(item.get("key"), item));
    }

    Map<String, BigDecimal> owed() {
      Map<String, BigDecimal> owed = new TreeMap<>();
      for (Map<String, Object> item : items.values()) {
        BigDecimal open = new BigDecimal(item.get("open").toString());
        owed.merge((String) item.get("currency"), open, BigDecimal::add);
      }
      owed.values().removeIf(sum -> sum.signum() == 0);
      owed.replaceAll((currency, sum) -> sum.stripTrailingZeros());
      return owed;
    }
  }

  private static Map<String, Object> company(int company) {
    return Map.of("company", String.valueOf(company));
  }

  @Test
  void theLedgerIsOdoosOwnSumAfterTheSweepAndAfterADay() throws Exception {
    for (int company : COMPANIES) {
      Ledger ledger = new Ledger();
      Instant began = Instant.now();
      street.run("sweep", null, company(company));
      ledger.take(street);
      assertThat(ledger.owed()).isEqualTo(admin.owed(company)).isNotEmpty();
      print(
          "sweep of company %d: %s, %d items", company, began, ledger.owed(), ledger.items.size());

      Object cursor = street.lastClose().get("cursor");
      aDayPasses(company);
      began = Instant.now();
      street.run("delta", null, Map.of("company", String.valueOf(company), "cursor", cursor));
      ledger.take(street);
      assertThat(ledger.owed()).isEqualTo(admin.owed(company));
      assertThat(street.records("payment")).isNotEmpty();
      print(
          "delta of company %d: %s, %d items", company, began, ledger.owed(), ledger.items.size());

      street.run("sweep", null, company(company));
      Ledger afresh = new Ledger();
      afresh.take(street);
      assertThat(afresh.owed()).isEqualTo(ledger.owed());
    }
  }

  private void aDayPasses(int company) throws Exception {
    List<Integer> open = admin.openInvoices(company);
    admin.pay(open.get(0), company, 1);
    admin.pay(open.get(1), company, 0.4);
    admin.move("button_draft", open.get(2));
    if (open.size() > 6) {
      admin.move("button_draft", open.get(3));
      admin.move("button_cancel", open.get(3));
      admin.reterm(open.get(4));
      if (admin.major() >= 18) {
        admin.move("action_toggle_block_payment", open.get(5));
      }
    }
  }

  private static void printNotes(String how, int notes, Instant began) {
    long millis = Duration.between(began, Instant.now()).toMillis();
    System.out.printf("# %d notes %s: %d ms, %d/s%n", notes, how, millis, notes * 1000L / millis);
  }

  private static void print(String what, int company, Instant began, Object sums, int items) {
    long millis = Duration.between(began, Instant.now()).toMillis();
    System.out.printf("# " + what + ", %d ms%n", company, sums, items, millis);
  }

  @Test
  void theRecheckSeesAPaymentAtOnce() throws Exception {
    int invoice = admin.openInvoices(1).get(8);
    assertThat(recheck(invoice)).isPositive();
    admin.pay(invoice, 1, 1);
    assertThat(recheck(invoice)).isZero();
  }

  private BigDecimal recheck(int invoice) throws Exception {
    List<String> keys = List.of(invoice + "/1", invoice + "/2", invoice + "/3");
    Map<?, ?> answer = (Map<?, ?>) street.run("recheck", keys, Map.of());
    return ((List<?>) answer.get("item"))
        .stream()
            .map(item -> new BigDecimal(((Map<?, ?>) item).get("open").toString()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void aNoteWrittenTwiceIsThereOnceAsAnInternalNote() throws Exception {
    int invoice = admin.openInvoices(1).get(9);
    String key = "act/" + UUID.randomUUID();
    Map<String, Object> properties =
        Map.of(
            "writebackKind",
            "note",
            "writebackKey",
            key,
            "writebackTarget",
            String.valueOf(invoice));
    Object first = street.run("writeback", "<p>Relance <b>1</b></p>", properties);
    assertThat(street.run("writeback", "<p>Relance <b>1</b></p>", properties)).isEqualTo(first);
    JsonNode notes =
        admin.call(
            "mail.message",
            "search_read",
            List.of(List.of(List.of("message_id", "=", Note.messageId(key)))),
            Map.of("fields", List.of("body", "subtype_id", "partner_ids")));
    assertThat(notes).hasSize(1);
    assertThat(notes.path(0).path("body").asText()).contains("<b>1</b>");
    assertThat(notes.path(0).path("subtype_id").path(1).asText()).isEqualTo("Note");
    assertThat(notes.path(0).path("partner_ids")).isEmpty();
  }

  @Test
  void theMarkerIsTheOnlyTagOfItsKind() throws Exception {
    street.run("sweep", null, Map.of());
    String debtor = (String) street.records("debtor").get(0).get("key");
    Object before = street.records("debtor").get(0).get("tags");
    marker(debtor, "R1");
    marker(debtor, "R1");
    assertThat(tags(debtor)).contains("Relance/R1");
    marker(debtor, "R2");
    assertThat(tags(debtor)).contains("Relance/R2").doesNotContain("Relance/R1");
    street.run("sweep", null, Map.of());
    assertThat(street.records("debtor").get(0).get("tags")).isEqualTo(before);
    marker(debtor, null);
    assertThat(tags(debtor)).noneMatch(tag -> tag.startsWith("Relance/"));
  }

  private void marker(String debtor, @Nullable String marker) throws Exception {
    Map<String, Object> properties = new HashMap<>();
    properties.put("writebackKind", "marker");
    properties.put("writebackTarget", debtor);
    if (marker != null) {
      properties.put("marker", marker);
    }
    street.run("writeback", null, properties);
  }

  private List<String> tags(String debtor) throws Exception {
    return admin.tags(Integer.parseInt(debtor));
  }

  @Test
  void manyNotesAreInternalThereOnceAndFast() throws Exception {
    List<Integer> invoices = admin.openInvoices(1);
    String run = UUID.randomUUID().toString();
    StringBuilder notes = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      int invoice = invoices.get(i % invoices.size());
      notes
          .append(i == 0 ? "[" : ",")
          .append("{\"key\": \"%s/%d\", ".formatted(run, i))
          .append("\"target\": \"%d\", \"text\": \"<p>R <b>1</b></p>\"}".formatted(invoice));
    }
    Instant began = Instant.now();
    Map<?, ?> first = (Map<?, ?>) street.run("notes", notes + "]", Map.of());
    printNotes("in one call", 100, began);
    assertThat(street.run("notes", notes + "]", Map.of())).isEqualTo(first);
    assertThat(first).hasSize(100);
    List<String> ids = List.of(Note.messageId(run + "/0"), Note.messageId(run + "/99"));
    JsonNode there =
        admin.call(
            "mail.message",
            "search_read",
            List.of(List.of(List.of("message_id", "in", ids))),
            Map.of("fields", List.of("body", "subtype_id", "notified_partner_ids")));
    assertThat(there).hasSize(2);
    assertThat(there.path(0).path("subtype_id").path(1).asText()).isEqualTo("Note");
    assertThat(there.path(0).path("body").asText()).contains("<b>1</b>");
    assertThat(there.path(0).path("notified_partner_ids")).isEmpty();

    began = Instant.now();
    for (int i = 0; i < 10; i++) {
      street.run(
          "writeback",
          "<p>R</p>",
          Map.of(
              "writebackKind",
              "note",
              "writebackKey",
              run + "/one/" + i,
              "writebackTarget",
              String.valueOf(invoices.get(0))));
    }
    printNotes("one by one", 10, began);
  }

  @Test
  void aTaskIsThereOnceForItsColleagueAndItsOutcomeIsRead() throws Exception {
    int invoice = admin.openInvoices(1).get(3);
    String key = "act/" + UUID.randomUUID();
    Map<String, Object> asked = new HashMap<>();
    asked.put("taskKey", key);
    asked.put("taskKind", "call");
    asked.put("taskTarget", String.valueOf(customer(invoice)));
    asked.put("taskDocument", String.valueOf(invoice));
    asked.put("taskTitle", "Appeler");
    asked.put("taskDue", "2026-12-01");
    asked.put("taskAssignee", "salesperson");
    String id = (String) street.run("task", "<p>Bonjour</p>", asked);
    assertThat(street.run("task", "<p>Bonjour</p>", asked)).isEqualTo(id);
    assertThat(outcome(id, key)).containsEntry("state", "open");

    admin.call(
        "mail.activity",
        "action_feedback",
        List.of(List.of(Integer.valueOf(id))),
        Map.of("feedback", "promesse 30/11"));
    assertThat(outcome(id, key)).containsEntry("state", "done");
    assertThat((String) outcome(id, key).get("text")).contains("promesse 30/11");
    assertThat((String) outcome(id, key).get("on")).matches("\\d{4}-\\d\\d-\\d\\d");

    asked.put("taskKey", key + "/2");
    asked.put("taskDocument", null);
    asked.put("taskKind", "todo");
    asked.put("taskAssignee", "claire");
    String other = (String) street.run("task", "<p>Bonjour</p>", asked);
    admin.call("mail.activity", "unlink", List.of(List.of(Integer.valueOf(other))), Map.of());
    assertThat(outcome(other, key + "/2")).containsEntry("state", "dropped");
  }

  @Test
  void anInvoicesPdfIsFetchedAsItWasPrintedAndOnce() throws Exception {
    int invoice = admin.openInvoices(1).get(4);
    assertThat(document(invoice, null)).as("never printed").isNull();
    byte[] saved = "%PDF-1.7 as it was saved".getBytes(StandardCharsets.US_ASCII);
    String number = name(invoice);
    save(invoice, "margin.pdf", "%PDF-1.7 no invoice".getBytes(StandardCharsets.US_ASCII));
    save(invoice, number.replace('/', '_') + ".pdf", saved);
    Map<String, Object> fetched = document(invoice, null);
    assertThat(fetched)
        .containsEntry("name", number.replace('/', '-') + ".pdf")
        .containsEntry("type", "application/pdf")
        .containsEntry("content", saved);
    String version = (String) fetched.get("version");
    assertThat(document(invoice, version)).isEqualTo(Map.of("version", version));

    if (Integer.parseInt(System.getenv("ODOO_VERSION")) >= 18) {
      print(invoice);
      byte[] printed = (byte[]) document(invoice, version).get("content");
      assertThat(new String(printed, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
      assertThat(printed).as("Odoo's own, with its fonts").hasSizeGreaterThan(5_000);
    }
  }

  @SuppressWarnings("unchecked")
  private @Nullable Map<String, Object> document(int invoice, @Nullable String known)
      throws Exception {
    Map<String, Object> asked = new HashMap<>();
    asked.put("documentKey", String.valueOf(invoice));
    asked.put("documentKnown", known);
    asked.put("documentMost", 10_000_000L);
    return (Map<String, Object>) street.run("document", null, asked);
  }

  private String name(int invoice) throws Exception {
    return admin
        .call("account.move", "read", List.of(List.of(invoice), List.of("name")), Map.of())
        .path(0)
        .path("name")
        .asText();
  }

  private void save(int invoice, String name, byte[] content) throws Exception {
    Map<String, Object> file =
        Map.of(
            "name",
            name,
            "res_model",
            "account.move",
            "res_id",
            invoice,
            "mimetype",
            "application/pdf",
            "datas",
            Base64.getEncoder().encodeToString(content));
    admin.call("ir.attachment", "create", List.of(List.of(file)), Map.of());
  }

  /** As the button "Send & Print" does, to a file only. */
  private void print(int invoice) throws Exception {
    Map<String, ?> context =
        Map.of("context", Map.of("active_model", "account.move", "active_ids", List.of(invoice)));
    Map<String, Object> wizard = Map.of("move_id", invoice, "sending_methods", List.of("manual"));
    JsonNode made =
        admin.call("account.move.send.wizard", "create", List.of(List.of(wizard)), context);
    admin.call(
        "account.move.send.wizard",
        "action_send_and_print",
        List.of(List.of(made.path(0).asInt())),
        context);
  }

  private int customer(int invoice) throws Exception {
    JsonNode found =
        admin.call(
            "account.move",
            "read",
            List.of(List.of(invoice), List.of("commercial_partner_id")),
            Map.of());
    return found.path(0).path("commercial_partner_id").path(0).asInt();
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> outcome(String id, String key) throws Exception {
    Object answers = street.run("outcome", List.of(Map.of("id", id, "key", key)), Map.of());
    return (Map<String, Object>) ((List<?>) answers).get(0);
  }

  @Test
  void aSalesWarningStandsBesideWhatAPersonWroteAndIsTakenOff() throws Exception {
    int customer = customer(admin.openInvoices(1).get(3));
    admin.call(
        "res.partner",
        "write",
        List.of(List.of(customer), Map.of("sale_warn_msg", "Ask Claire")),
        Map.of());
    warn(customer, "100 EUR overdue");
    warn(customer, "200 EUR overdue");
    assertThat(warning(customer)).isEqualTo("Ask Claire\n[Relance] 200 EUR overdue");
    warn(customer, null);
    assertThat(warning(customer)).isEqualTo("Ask Claire");
  }

  private void warn(int customer, @Nullable String words) throws Exception {
    street.run(
        "writeback",
        words,
        Map.of("writebackKind", "warning", "writebackTarget", String.valueOf(customer)));
  }

  private String warning(int customer) throws Exception {
    JsonNode found =
        admin.call(
            "res.partner", "read", List.of(List.of(customer), List.of("sale_warn_msg")), Map.of());
    return found.path(0).path("sale_warn_msg").asText();
  }

  @Test
  void whoCarriesWhichMarkerIsRead() throws Exception {
    int customer = customer(admin.openInvoices(1).get(3));
    marker(String.valueOf(customer), "R2");
    Map<?, ?> carried = (Map<?, ?>) street.run("markers", null, Map.of());
    assertThat(carried.get(String.valueOf(customer))).isEqualTo("R2");
    marker(String.valueOf(customer), null);
    assertThat(
            ((Map<?, ?>) street.run("markers", null, Map.of()))
                .containsKey(String.valueOf(customer)))
        .isFalse();
  }

  @Test
  void theProbeFindsNothingWrongForTheConnector() throws Exception {
    Map<?, ?> probe = (Map<?, ?>) street.run("probe", null, Map.of());
    assertThat((List<?>) probe.get("problems")).isEmpty();
    assertThat(probe.get("user")).isEqualTo("connector");
  }

  @Test
  void theProbeNamesWhatASalesmanLacks() throws Exception {
    try (Street victor = as("victor", "VICTOR")) {
      Map<?, ?> probe = (Map<?, ?>) victor.run("probe", null, Map.of());
      assertThat(probe.get("problems").toString())
          .contains("account.group_account_invoice")
          .contains("only its own");
    }
  }

  @Test
  void anInvoicerMayNotTagAndIsToldSo() throws Exception {
    try (Street claire = as("claire", "CLAIRE")) {
      Map<?, ?> probe = (Map<?, ?>) claire.run("probe", null, Map.of());
      assertThat(probe.get("problems").toString()).contains("cannot set the marker tag");
      SourceTrouble trouble =
          catchThrowableOfType(
              SourceTrouble.class,
              () ->
                  claire.run(
                      "writeback",
                      null,
                      Map.of("writebackKind", "marker", "writebackTarget", "10", "marker", "R9")));
      assertThat(trouble.kind()).isEqualTo(Kind.MISCONFIGURED);
      assertThat(trouble).hasMessageContaining("res.partner");
    }
  }

  @Test
  void aWrongKeyAndAWrongDatabaseAreSaid() throws Exception {
    Map<String, String> good =
        Map.of(
            "url",
            System.getenv("ODOO_URL"),
            "database",
            System.getenv("ODOO_DB"),
            "login",
            "connector",
            "apiKey",
            "0000");
    try (Street wrong = new Street(good)) {
      assertThatThrownBy(() -> wrong.run("sweep", null, Map.of()))
          .isInstanceOf(SourceTrouble.class)
          .hasMessageContaining("key is refused");
    }
    Map<String, String> elsewhere = new HashMap<>(good);
    elsewhere.put("database", "nowhere");
    try (Street wrong = new Street(elsewhere)) {
      assertThatThrownBy(() -> wrong.run("sweep", null, Map.of()))
          .isInstanceOf(SourceTrouble.class)
          .hasMessageContaining("database");
    }
  }
}
