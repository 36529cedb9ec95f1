package io.relance.demo;

import io.relance.demo.AxelorTables.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated Axelor holds and what its users do there: entries, payments, cancellations,
 * holds. Amounts on invoices and instalments are unsigned, as in the real one; ids are returned.
 */
public final class AxelorLedger {
  private static final BigDecimal USD_PER_EUR = new BigDecimal("1.10");
  private static final long ACCOUNTED = 3;

  /** One instalment. */
  public record Term(LocalDate due, BigDecimal amount) {}

  /**
   * What is written on an invoice.
   *
   * @param more further fields of the invoice, such as thirdPartyPayerPartner
   */
  public record Bill(
      long company,
      long partner,
      String number,
      LocalDate issued,
      String currency,
      List<Term> terms,
      Map<String, Object> more) {

    BigDecimal total() {
      return terms.stream().map(Term::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  private final AxelorTables tables;
  private final Clock clock;
  private boolean receiptsHaveTerms = true;

  AxelorLedger(AxelorTables tables, Clock clock) {
    this.tables = tables;
    this.clock = clock;
  }

  synchronized <T> T withTables(Function<AxelorTables, T> work) {
    return work.apply(tables);
  }

  private Instant now() {
    return clock.instant();
  }

  // --- any record

  /** Adds a record of the entity, {@code base.Partner} for example. */
  public synchronized long insert(String brief, Map<String, ?> values) {
    return tables.insert(AxelorModels.full(brief), values, now()).id;
  }

  public synchronized void update(String brief, long id, Map<String, ?> values) {
    tables.update(tables.get(brief, id), AxelorModels.full(brief), values, now());
  }

  /** Gone without trace, as drafts are deleted. */
  public synchronized void delete(String brief, long id) {
    tables.rows(AxelorModels.full(brief)).remove(id);
  }

  /** One record's fields. */
  public synchronized Map<String, @Nullable Object> values(String brief, long id) {
    return new HashMap<>(tables.get(brief, id).values);
  }

  /** The ids of the records with that value. */
  public synchronized List<Long> ids(String brief, String field, Object value) {
    return tables.rows(AxelorModels.full(brief)).values().stream()
        .filter(row -> value.equals(row.get(field)))
        .map(row -> row.id)
        .toList();
  }

  /** From now on the entity lacks that field. */
  public synchronized void forget(String brief, String field) {
    tables.models().forget(brief, field);
  }

  /** Updates refresh updatedOn no more, as before Axelor Open Platform 8.2.1. */
  public synchronized void stopAuditing() {
    tables.auditing(false);
  }

  /** From now on a receipt has no instalment of its own, as where Axelor makes none by itself. */
  public synchronized void receiptsWithoutTerms() {
    receiptsHaveTerms = false;
  }

  public synchronized Object backup() {
    return tables.backup();
  }

  public synchronized void restore(Object backup) {
    tables.restore((AxelorTables.Backup) backup);
  }

  /** Messages that Axelor's own jobs would send: those we made below status 3. */
  public synchronized long wouldBeSent() {
    return tables.rows(AxelorModels.full("message.Message")).values().stream()
        .filter(row -> row.one("typeSelect") == 2 && row.one("statusSelect") < 3)
        .count();
  }

  // --- entries

  /** A ventilated customer invoice. */
  public long invoice(Bill bill) {
    return document(bill, 3);
  }

  /** A ventilated customer refund: its amounts are positive, its move lines stand in credit. */
  public long creditNote(Bill bill) {
    return document(bill, 4);
  }

  private synchronized long document(Bill bill, long operation) {
    long move = move(bill.company(), bill.partner(), bill.number(), bill.issued(), 3);
    Map<String, Object> invoice = new HashMap<>(bill.more());
    invoice.put("invoiceId", bill.number());
    invoice.put("operationTypeSelect", operation);
    invoice.put("operationSubTypeSelect", 1);
    invoice.put("statusSelect", ACCOUNTED);
    invoice.put("company", bill.company());
    invoice.put("partner", bill.partner());
    invoice.put("invoiceDate", bill.issued());
    invoice.put("dueDate", bill.terms().get(bill.terms().size() - 1).due());
    invoice.put("inTaxTotal", bill.total());
    invoice.put("amountRemaining", bill.total());
    invoice.put("companyInTaxTotalRemaining", inEuro(bill.total(), bill.currency()));
    invoice.put("currency", currency(bill.currency()));
    invoice.put("move", move);
    long id = insert("account.Invoice", invoice);
    tables.get("account.Move", move).values.put("invoice", id);
    for (int i = 0; i < bill.terms().size(); i++) {
      term(bill, id, i + 1, line(move, bill.partner(), bill.terms().get(i), operation == 4));
    }
    return id;
  }

  /** A draft: it has instalments, but no move lines yet. */
  public synchronized long draft(Bill bill) {
    long id = document(bill, 3);
    update("account.Invoice", id, Map.of("statusSelect", 1));
    for (Row term : terms(id)) {
      term.values.put("moveLine", null);
    }
    return id;
  }

  /** A sale entered by hand in a journal: instalments without invoice. */
  public synchronized long entry(Bill bill) {
    long move = move(bill.company(), bill.partner(), bill.number(), bill.issued(), 3);
    bill.terms().forEach(term -> term(bill, 0, 1, line(move, bill.partner(), term, false)));
    return move;
  }

  /** Money received and not matched: a move line in credit, with the instalment Axelor makes. */
  public synchronized long onAccount(long company, long partner, LocalDate on, BigDecimal amount) {
    Term received = new Term(on, amount);
    String number = "BNQ/" + on;
    long line = line(move(company, partner, number, on, 5), partner, received, true);
    if (receiptsHaveTerms) {
      term(new Bill(company, partner, number, on, "EUR", List.of(received), Map.of()), 0, 1, line);
    }
    return line;
  }

  private long move(long company, long partner, String number, LocalDate date, long origin) {
    Map<String, Object> move = new HashMap<>();
    move.put("reference", "M-" + number);
    move.put("origin", number);
    move.put("date", date);
    move.put("company", company);
    move.put("partner", partner);
    move.put("currency", currency("EUR"));
    move.put("statusSelect", ACCOUNTED);
    move.put("functionalOriginSelect", origin);
    return insert("account.Move", move);
  }

  private long line(long move, long partner, Term term, boolean credit) {
    Map<String, Object> line = new HashMap<>();
    line.put("move", move);
    line.put("partner", partner);
    line.put("account", ids("account.Account", "code", "411000").get(0));
    line.put("date", tables.get("account.Move", move).get("date"));
    line.put("dueDate", term.due());
    line.put(credit ? "credit" : "debit", term.amount());
    line.put("amountRemaining", credit ? term.amount().negate() : term.amount());
    line.put("origin", tables.get("account.Move", move).get("origin"));
    return insert("account.MoveLine", line);
  }

  private void term(Bill bill, long invoice, int sequence, long line) {
    Term term = bill.terms().get(Math.min(sequence, bill.terms().size()) - 1);
    Map<String, Object> row = new HashMap<>();
    row.put("name", bill.number() + "/" + sequence);
    if (invoice != 0) {
      row.put("invoice", invoice);
    }
    row.put("sequence", sequence);
    row.put("dueDate", term.due());
    row.put("amount", term.amount());
    row.put("amountRemaining", term.amount());
    row.put("companyAmount", inEuro(term.amount(), bill.currency()));
    row.put("companyAmountRemaining", inEuro(term.amount(), bill.currency()));
    row.put("origin", bill.number());
    row.put("company", bill.company());
    row.put("partner", bill.partner());
    row.put("thirdPartyPayerPartner", bill.more().get("thirdPartyPayerPartner"));
    row.put("currency", currency(bill.currency()));
    row.put("moveLine", line);
    long id = insert("account.InvoiceTerm", row);
    tables.get("account.MoveLine", line).values.put("invoiceTermList", List.of(id));
  }

  private long currency(String code) {
    return ids("base.Currency", "codeISO", code).get(0);
  }

  private static BigDecimal inEuro(BigDecimal amount, String currency) {
    return currency.equals("USD") ? amount.divide(USD_PER_EUR, 2, RoundingMode.HALF_UP) : amount;
  }

  // --- what happens to them

  private List<Row> terms(long invoice) {
    List<Row> terms = new ArrayList<>();
    ids("account.InvoiceTerm", "invoice", invoice)
        .forEach(id -> terms.add(tables.get("account.InvoiceTerm", id)));
    return terms;
  }

  /** The ids of an invoice's instalments. */
  public synchronized List<Long> termsOf(long invoice) {
    return ids("account.InvoiceTerm", "invoice", invoice);
  }

  /** A payment of that much, oldest instalments first; the InvoicePayment. */
  public synchronized long pay(long invoice, LocalDate on, BigDecimal amount) {
    Row bill = tables.get("account.Invoice", invoice);
    long payment =
        insert(
            "account.InvoicePayment",
            Map.of(
                "invoice",
                invoice,
                "amount",
                amount,
                "paymentDate",
                on,
                "currency",
                bill.one("currency"),
                "typeSelect",
                2,
                "statusSelect",
                1));
    long received = onAccount(bill.one("company"), bill.one("partner"), on, amount);
    BigDecimal left = amount;
    for (Row term : terms(invoice)) {
      BigDecimal part = term.decimal("amountRemaining").min(left);
      if (part.signum() > 0) {
        settle(term, part);
        match(term, received, part);
        insert(
            "account.InvoiceTermPayment",
            Map.of("invoicePayment", payment, "invoiceTerm", term.id, "paidAmount", part));
        left = left.subtract(part);
      }
    }
    return payment;
  }

  /** Pays all that is open. */
  public synchronized long pay(long invoice, LocalDate on) {
    return pay(invoice, on, tables.get("account.Invoice", invoice).decimal("amountRemaining"));
  }

  private void match(Row term, long credit, BigDecimal part) {
    Row line = tables.get("account.MoveLine", credit);
    change(
        "account.MoveLine",
        line,
        Map.of("amountRemaining", line.decimal("amountRemaining").add(part)));
    for (long id : ids("account.InvoiceTerm", "moveLine", credit)) {
      Row received = tables.get("account.InvoiceTerm", id);
      BigDecimal left = received.decimal("amountRemaining").subtract(part);
      change(
          "account.InvoiceTerm",
          received,
          Map.of("amountRemaining", left, "isPaid", left.signum() <= 0));
    }
    insert(
        "account.Reconcile",
        Map.of(
            "debitMoveLine",
            term.one("moveLine"),
            "creditMoveLine",
            credit,
            "amount",
            part,
            "statusSelect",
            2));
  }

  /** Takes part of an instalment off, or puts it back when negative. */
  private void settle(Row term, BigDecimal part) {
    BigDecimal left = term.decimal("amountRemaining").subtract(part);
    change(
        "account.InvoiceTerm",
        term,
        Map.of(
            "amountRemaining",
            left,
            "companyAmountRemaining",
            inEuro(left, codeOf(term)),
            "isPaid",
            left.signum() <= 0));
    Row line = tables.get("account.MoveLine", term.one("moveLine"));
    change(
        "account.MoveLine",
        line,
        Map.of("amountRemaining", line.decimal("amountRemaining").subtract(part)));
    if (term.one("invoice") != 0) {
      Row invoice = tables.get("account.Invoice", term.one("invoice"));
      change(
          "account.Invoice",
          invoice,
          Map.of(
              "amountRemaining", invoice.decimal("amountRemaining").subtract(part),
              "amountPaid", invoice.decimal("amountPaid").add(part)));
    }
  }

  private String codeOf(Row term) {
    Object code = tables.get("base.Currency", term.one("currency")).get("codeISO");
    return Objects.requireNonNull(code).toString();
  }

  private void change(String brief, Row row, Map<String, ?> values) {
    tables.update(row, AxelorModels.full(brief), values, now());
  }

  /** The payment bounces: what it settled is open again. */
  public synchronized void cancelPayment(long payment) {
    update("account.InvoicePayment", payment, Map.of("statusSelect", 2));
    for (long part : ids("account.InvoiceTermPayment", "invoicePayment", payment)) {
      Row of = tables.get("account.InvoiceTermPayment", part);
      Row term = tables.get("account.InvoiceTerm", of.one("invoiceTerm"));
      settle(term, of.decimal("paidAmount").negate());
    }
  }

  /** The invoice is cancelled, and its entry with it. */
  public synchronized void cancel(long invoice) {
    update("account.Invoice", invoice, Map.of("statusSelect", 4));
    update(
        "account.Move",
        tables.get("account.Invoice", invoice).one("move"),
        Map.of("statusSelect", 4));
  }

  /** A person holds the reminders of an invoice. */
  public void block(long invoice) {
    update("account.Invoice", invoice, Map.of("debtRecoveryBlockingOk", true));
  }

  /** A person holds the reminders of a partner, of a company's, until that day if any. */
  public long blockPartner(long partner, long company, @Nullable LocalDate until) {
    Map<String, Object> blocking = new HashMap<>();
    blocking.put("partner", partner);
    blocking.put("companySet", List.of(company));
    blocking.put("blockingSelect", 1);
    blocking.put("blockingToDate", until);
    return insert("base.Blocking", blocking);
  }
}
