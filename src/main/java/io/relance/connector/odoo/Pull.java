package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.SourceTrouble.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The two ways to fill the ledger of one company. Both end the same way: what was touched meanwhile
 * is read again, until Odoo's own control totals belong to a ledger that stood still around them.
 */
final class Pull {
  private static final int ROUNDS = 3;

  private final Reading reading;
  private final Conversation talk;
  private final Customers customers;
  private long openItems;
  private final Map<String, String> totals = new TreeMap<>();

  private Pull(Reading reading) {
    this.reading = reading;
    this.talk = reading.talk();
    this.customers = new Customers(reading);
  }

  /**
   * Every open item, whatever its age.
   *
   * @param known what the last reading saw, to tell an older copy; null = nothing is known
   */
  static void sweep(Conversation talk, int company, @Nullable Cursor known) {
    talk.then(
        () -> {
          Pull pull = new Pull(Reading.plan(talk, company, null, known));
          talk.then(pull::openInvoices);
          talk.then(pull::openEntries);
          talk.then(() -> new Quotes(pull.reading).open());
          talk.then(pull.customers::read);
          talk.then(() -> pull.finish(1));
        });
  }

  /** What was touched since the cursor. */
  static void delta(Conversation talk, int company, Cursor before) {
    talk.then(
        () -> {
          Pull pull = new Pull(Reading.plan(talk, company, before, before));
          String since = before.since(talk.access().overlapMinutes());
          talk.then(() -> new Quotes(pull.reading).changed(since));
          talk.then(() -> pull.customers.changed(since));
          talk.then(() -> pull.finish(1));
        });
  }

  private void openInvoices() {
    List<Object> domain =
        List.of(
            List.of("move_type", "in", Reading.INVOICES),
            List.of("state", "=", "posted"),
            List.of("company_id", "=", reading.company()),
            List.of("amount_residual", "!=", 0));
    reading.pages(
        "account.move",
        domain,
        talk.session().intersect("account.move", Fields.MOVE),
        new Documents(reading)::lines);
  }

  /** Payments on account, opening balances: found by their lines, read by their moves. */
  private void openEntries() {
    List<Object> domain = new ArrayList<>(open());
    domain.add(List.of("move_id.move_type", "not in", Reading.INVOICES));
    reading.pages(
        "account.move.line",
        domain,
        List.of("move_id"),
        rows ->
            Rows.chunks(Rows.ids(rows, "move_id"), 500)
                .forEach(chunk -> new Documents(reading).read(chunk, false)));
  }

  private List<Object> open() {
    return List.of(
        talk.session().receivable(),
        List.of("parent_state", "=", "posted"),
        List.of("company_id", "=", reading.company()),
        List.of("partner_id", "!=", false),
        List.of("amount_residual_currency", "!=", 0));
  }

  private void finish(int round) {
    Cursor from = reading.before() == null || round > 1 ? reading.now() : reading.before();
    String since = from.since(talk.access().overlapMinutes());
    Changes first = new Changes(reading, since);
    Changes second = new Changes(reading, since);
    talk.then(first::read);
    talk.then(() -> new Payments(reading).since(since));
    talk.then(customers::read);
    talk.then(this::askTotals);
    talk.then(second::look);
    talk.then(
        () -> {
          if (first.sameAs(second)) {
            talk.conclude(close());
          } else if (round < ROUNDS) {
            finish(round + 1);
          } else {
            throw talk.troubles("")
                .trouble(
                    Kind.UNREACHABLE,
                    "the ledger moved during each of " + ROUNDS + " readings",
                    "it is tried again; a mass import may be running in Odoo");
          }
        });
  }

  private void askTotals() {
    Question question =
        talk.session().major() >= 19
            ? Question.of("account.move.line", "formatted_read_group")
                .with("aggregates", List.of("amount_residual_currency:sum", "__count"))
            : Question.of("account.move.line", "read_group")
                .with("fields", List.of("amount_residual_currency:sum"))
                .with("lazy", false);
    talk.ask(
        question
            .with("domain", open())
            .with("groupby", List.of("currency_id"))
            .inCompany(reading.company()),
        this::heardTotals);
  }

  private void heardTotals(JsonNode groups) {
    openItems = 0;
    totals.clear();
    for (JsonNode group : groups) {
      String currency = reading.tables().word("res.currency", Rows.id(group, "currency_id"));
      JsonNode sum =
          group.has("amount_residual_currency")
              ? group.path("amount_residual_currency")
              : group.path("amount_residual_currency:sum");
      openItems += group.path("__count").asLong();
      totals.put(currency, plain(sum.decimalValue()));
    }
  }

  private Map<String, Object> close() {
    Map<String, Object> close = new LinkedHashMap<>();
    close.put("cursor", reading.now().text());
    close.put("mark", reading.now().mark());
    close.put("identity", reading.tables().identity());
    if (talk.clock() != null) {
      close.put("clock", talk.clock().toString());
    }
    close.put("items", openItems);
    close.put("totals", Map.copyOf(totals));
    return close;
  }

  private static String plain(BigDecimal sum) {
    return sum.setScale(3, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
  }
}
