package io.relance.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What users of the simulated Odoo do: invoice, pay, dispute, cancel. Each operation is one
 * transaction and dates what it touches as the real one does: with its start, to the microsecond.
 */
public final class OdooLedger {
  /** One instalment. */
  public record Term(LocalDate due, BigDecimal amount) {}

  private static final BigDecimal USD_PER_EUR = new BigDecimal("1.10");

  private final Clock clock;
  private OdooTables tables;
  private Duration lasting = Duration.ZERO;
  private int tick;

  OdooLedger(OdooTables tables, Clock clock) {
    this.tables = tables;
    this.clock = clock;
  }

  synchronized <T> T withTables(Function<OdooTables, T> work) {
    return work.apply(tables);
  }

  /** Later operations are commits of transactions that began so long ago. */
  public synchronized void transactionsLast(Duration duration) {
    lasting = duration;
  }

  private LocalDateTime now() {
    tick = (tick + 7) % 999_999;
    return LocalDateTime.ofInstant(clock.instant().minus(lasting), ZoneOffset.UTC)
        .truncatedTo(ChronoUnit.SECONDS)
        .plus(tick, ChronoUnit.MICROS);
  }

  /** A backup of now. */
  public synchronized Object backup() {
    return tables.copy();
  }

  /** Puts a backup back. */
  public synchronized void restore(Object backup) {
    tables = ((OdooTables) backup).copy();
  }

  /** An upgrade or an uninstalled app takes a field away. */
  public synchronized void dropField(String model, String field) {
    tables.drop(model, field);
  }

  /** A row of a small table, a customer, a quote: the values as the tables hold them. */
  public synchronized int insert(String model, Map<String, ?> values) {
    Map<String, Object> known = new HashMap<>(values);
    known.keySet().removeIf(field -> !tables.columns(model).containsKey(field));
    int id = tables.insert(model, known, now());
    if (model.equals("res.partner")) {
      Object parent = values.get("parent_id");
      tables.get(model, id).put("commercial_partner_id", parent == null ? id : parent);
    }
    return id;
  }

  public synchronized void update(String model, int id, Map<String, ?> values) {
    tables.update(model, id, values, now());
  }

  /** The rows a field selects, as the tables hold them. */
  public synchronized List<Map<String, @Nullable Object>> rows(
      String model, String field, Object value) {
    return tables.where(model, field, value).stream()
        .<Map<String, @Nullable Object>>map(HashMap::new)
        .toList();
  }

  /** The id of the posted document of that number. */
  public synchronized int document(String number) {
    return (Integer) tables.where("account.move", "name", number).get(0).get("id");
  }

  /** A colleague does what an activity asks for, and says what came of it. */
  public synchronized void activityDone(int id, String feedback) {
    new OdooActivities(tables).done(id, feedback, now());
  }

  /** A colleague deletes it. */
  public synchronized void activityDropped(int id) {
    tables.delete("mail.activity", id);
  }

  // --- documents

  /**
   * Somebody sends or prints the document: Odoo keeps the PDF.
   *
   * @param legal as Send &amp; Print does (17 and later), else as the saved report
   */
  public synchronized int printed(int move, byte[] pdf, boolean legal) {
    String name = String.valueOf(tables.get("account.move", move).get("name"));
    Map<String, Object> file = new HashMap<>();
    file.put("name", name.replace('/', '_') + ".pdf");
    file.put("res_model", "account.move");
    file.put("res_id", move);
    file.put("mimetype", "application/pdf");
    file.put("checksum", HexFormat.of().toHexDigits(Arrays.hashCode(pdf)));
    file.put("file_size", pdf.length);
    file.put("datas", Base64.getEncoder().encodeToString(pdf));
    if (legal) {
      file.put("res_field", "invoice_pdf_report_file");
    }
    return tables.insert("ir.attachment", file, now());
  }

  /** A posted invoice. */
  public synchronized int invoice(
      int company,
      int customer,
      String number,
      LocalDate issued,
      String currency,
      List<Term> terms) {
    return document("out_invoice", company, customer, number, issued, currency, terms);
  }

  /** A posted credit note that nobody has assigned yet; the terms are positive. */
  public synchronized int creditNote(
      int company,
      int customer,
      String number,
      LocalDate issued,
      String currency,
      BigDecimal amount) {
    return document(
        "out_refund",
        company,
        customer,
        number,
        issued,
        currency,
        List.of(new Term(issued, amount.negate())));
  }

  /** Money that came without saying for what. */
  public synchronized int paymentOnAccount(
      int company, int customer, LocalDate on, String currency, BigDecimal amount) {
    int id =
        document(
            "entry",
            company,
            customer,
            "BNK1/" + on.getYear() + "/" + (tables.rows("account.move").size() + 1),
            on,
            currency,
            List.of(new Term(on, amount.negate())));
    int payment = tables.insert("account.payment", Map.of("name", "PAY" + id), now());
    lines(id).forEach(line -> line.put("payment_id", payment));
    return id;
  }

  private int document(
      String type,
      int company,
      int customer,
      String number,
      LocalDate issued,
      String currency,
      List<Term> terms) {
    LocalDateTime now = now();
    Map<String, Object> move = new HashMap<>();
    BigDecimal total = terms.stream().map(Term::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    Integer currencyId = currency(currency);
    move.put("name", number);
    move.put("move_type", type);
    move.put("state", "posted");
    move.put("payment_state", "not_paid");
    move.put("date", issued.toString());
    if (!type.equals("entry")) {
      move.put("invoice_date", issued.toString());
      move.put("invoice_date_due", terms.get(terms.size() - 1).due().toString());
      move.put("amount_total", total.abs());
      move.put("amount_residual", total.abs());
      move.put("payment_reference", number);
    } else {
      move.put("amount_residual", BigDecimal.ZERO);
    }
    move.put("currency_id", currencyId);
    move.put("company_id", company);
    move.put("partner_id", customer);
    move.put("commercial_partner_id", commercial(customer));
    int id = tables.insert("account.move", move, now);
    terms.forEach(term -> line(id, customer, term, currencyId, now));
    tables.update("res.partner", commercial(customer), Map.of("customer_rank", 1), now);
    return id;
  }

  private Integer commercial(int customer) {
    return (Integer) tables.get("res.partner", customer).get("commercial_partner_id");
  }

  private Integer currency(String name) {
    return (Integer) tables.where("res.currency", "name", name).get(0).get("id");
  }

  private int line(int move, int customer, Term term, Integer currency, LocalDateTime now) {
    Map<String, Object> line = new HashMap<>();
    line.put("move_id", move);
    line.put("date", String.valueOf(tables.get("account.move", move).get("date")));
    line.put("date_maturity", term.due().toString());
    line.put("amount_currency", term.amount());
    line.put("amount_residual_currency", term.amount());
    line.put("amount_residual", inCompanyCurrency(term.amount(), currency));
    line.put("currency_id", currency);
    line.put("partner_id", customer);
    line.put("reconciled", false);
    line.put("account_type", "asset_receivable");
    line.put("account_internal_type", "receivable");
    line.put("no_followup", false);
    line.put("blocked", false);
    return tables.insert("account.move.line", line, now);
  }

  /** The naming trap: on a line, amount_residual is in the company's currency. */
  private BigDecimal inCompanyCurrency(BigDecimal amount, Integer currency) {
    return "USD".equals(tables.get("res.currency", currency).get("name"))
        ? amount.divide(USD_PER_EUR, 2, RoundingMode.HALF_UP)
        : amount;
  }

  private List<Map<String, @Nullable Object>> lines(int move) {
    List<Map<String, @Nullable Object>> lines =
        new ArrayList<>(tables.where("account.move.line", "move_id", move));
    lines.sort(Comparator.comparing(line -> String.valueOf(line.get("date_maturity"))));
    return lines;
  }

  // --- what happens to them

  /** Pays the oldest instalments first. */
  public synchronized void pay(int move, LocalDate on, BigDecimal amount) {
    LocalDateTime now = now();
    Map<String, @Nullable Object> paid = tables.get("account.move", move);
    int entry =
        paymentOnAccount(
            (Integer) paid.get("company_id"),
            (Integer) paid.get("partner_id"),
            on,
            String.valueOf(
                tables.get("res.currency", (Integer) paid.get("currency_id")).get("name")),
            amount);
    settle(move, lines(entry).get(0), on, amount, now);
    touch(move, now);
  }

  /** Pays all that is open. */
  public synchronized void pay(int move, LocalDate on) {
    pay(move, on, residual(move));
  }

  private void settle(
      int move,
      Map<String, @Nullable Object> with,
      LocalDate on,
      BigDecimal amount,
      LocalDateTime now) {
    BigDecimal left = amount;
    for (Map<String, @Nullable Object> line : lines(move)) {
      BigDecimal open = (BigDecimal) line.get("amount_residual_currency");
      BigDecimal part = open.min(left);
      if (part.signum() > 0) {
        owe(line, open.subtract(part));
        owe(with, ((BigDecimal) with.get("amount_residual_currency")).add(part));
        Map<String, Object> partial = new HashMap<>();
        partial.put("debit_move_id", line.get("id"));
        partial.put("credit_move_id", with.get("id"));
        partial.put("amount", part);
        partial.put("debit_amount_currency", part);
        partial.put("credit_amount_currency", part);
        partial.put("max_date", on.toString());
        tables.insert("account.partial.reconcile", partial, now);
        left = left.subtract(part);
      }
    }
  }

  private void owe(Map<String, @Nullable Object> line, BigDecimal open) {
    line.put("amount_residual_currency", open);
    line.put("amount_residual", inCompanyCurrency(open, (Integer) line.get("currency_id")));
    line.put("reconciled", open.signum() == 0);
  }

  private BigDecimal residual(int move) {
    return lines(move).stream()
        .map(line -> (BigDecimal) line.get("amount_residual_currency"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** A reconciliation dates the document and all its receivable lines; blocked is sticky. */
  private void touch(int move, LocalDateTime now) {
    BigDecimal open = residual(move);
    Map<String, @Nullable Object> row = tables.get("account.move", move);
    BigDecimal total = (BigDecimal) row.get("amount_total");
    boolean blocked = "blocked".equals(row.get("payment_state"));
    String state =
        open.signum() == 0 ? "paid" : open.abs().compareTo(total) < 0 ? "partial" : "not_paid";
    tables.update(
        "account.move",
        move,
        Map.of("amount_residual", open.abs(), "payment_state", blocked ? "blocked" : state),
        now);
    lines(move).forEach(line -> line.put("write_date", now));
  }

  /** A payment bounces: what it settled is open again, the payment is cancelled. */
  public synchronized void bounce(int move) {
    LocalDateTime now = now();
    for (Map<String, @Nullable Object> line : lines(move)) {
      for (var partial :
          tables.where("account.partial.reconcile", "debit_move_id", line.get("id"))) {
        BigDecimal part = (BigDecimal) partial.get("debit_amount_currency");
        owe(line, ((BigDecimal) line.get("amount_residual_currency")).add(part));
        Map<String, @Nullable Object> with =
            tables.get("account.move.line", (Integer) partial.get("credit_move_id"));
        with.put("write_date", now);
        tables.update(
            "account.move", (Integer) with.get("move_id"), Map.of("state", "cancel"), now);
        tables.delete("account.partial.reconcile", (Integer) partial.get("id"));
      }
    }
    touch(move, now);
  }

  /** A credit note for all that is open, assigned at once. */
  public synchronized void credit(int move, String number, LocalDate on) {
    LocalDateTime now = now();
    Map<String, @Nullable Object> row = tables.get("account.move", move);
    String currency =
        String.valueOf(tables.get("res.currency", (Integer) row.get("currency_id")).get("name"));
    BigDecimal open = residual(move);
    int note =
        creditNote(
            (Integer) row.get("company_id"),
            (Integer) row.get("partner_id"),
            number,
            on,
            currency,
            open);
    settle(move, lines(note).get(0), on, open, now);
    touch(move, now);
    touch(note, now);
    tables.update("account.move", move, Map.of("payment_state", "reversed"), now);
  }

  /**
   * The customer contests it (19: payment_state; 14: the lines' mark, the move stays as it was).
   */
  public synchronized void block(int move) {
    LocalDateTime now = now();
    if (tables.major() >= 17) {
      tables.update("account.move", move, Map.of("payment_state", "blocked"), now);
    }
    for (Map<String, @Nullable Object> line : lines(move)) {
      line.put("blocked", true);
      line.put("write_date", now);
    }
  }

  /** Nobody shall be reminded of it. */
  public synchronized void noFollowup(int move) {
    LocalDateTime now = now();
    for (Map<String, @Nullable Object> line : lines(move)) {
      line.put(tables.major() >= 17 ? "no_followup" : "blocked", true);
      line.put("write_date", now);
    }
    if (tables.major() >= 17) {
      tables.update("account.move", move, Map.of(), now);
    }
  }

  /** Cancelled; the old residual stays on it, as in the real one. */
  public synchronized void cancel(int move) {
    state(move, "cancel");
  }

  /** Back to draft. */
  public synchronized void draft(int move) {
    state(move, "draft");
  }

  private void state(int move, String state) {
    LocalDateTime now = now();
    tables.update("account.move", move, Map.of("state", state), now);
    lines(move).forEach(line -> line.put("write_date", now));
  }

  /** Back to draft, other terms, posted again: the old lines vanish without trace. */
  public synchronized void reterm(int move, List<Term> terms) {
    LocalDateTime now = now();
    Map<String, @Nullable Object> row = tables.get("account.move", move);
    lines(move).forEach(line -> tables.delete("account.move.line", (Integer) line.get("id")));
    terms.forEach(
        term ->
            line(
                move,
                (Integer) row.get("partner_id"),
                term,
                (Integer) row.get("currency_id"),
                now));
    touch(move, now);
  }

  /** Deleted, as drafts and cancelled documents can be. */
  public synchronized void delete(int move) {
    lines(move).forEach(line -> tables.delete("account.move.line", (Integer) line.get("id")));
    tables.delete("account.move", move);
  }
}
