package io.relance.connector.axelor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.Page;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Instalments: what one can owe, and money received where Axelor makes an instalment of it. Amounts
 * are unsigned there; the move line says whether they stand in debit or in credit. A third party
 * that pays is the debtor.
 */
final class Terms {
  private static final int AT_ONCE = 500;

  /** The functional origin of a payment. */
  private static final int PAYMENT = 5;

  /**
   * What Axelor itself would dun, whatever its due date: accounted, of a sale, not paid; and what
   * was received and is not matched.
   */
  private static final String OPEN =
      "self.company.id = :companyId AND self.isPaid = false AND self.amountRemaining > 0"
          + " AND self.moveLine.partner.id > 0 AND self.moveLine.move.statusSelect in (2,3)"
          + " AND (self.moveLine.move.functionalOriginSelect in (:origins)"
          + " OR (self.moveLine.move.functionalOriginSelect = 5 AND self.moveLine.credit > 0))";

  /** Without these a row means nothing. */
  private static final List<String> MANDATORY =
      List.of("id", "version", "amount", "amountRemaining", "isPaid", "currency.codeISO");

  /** Of an accounted instalment, whose move line is there, all of these are. */
  private static final List<String> ACCOUNTED =
      List.of("moveLine.debit", "moveLine.credit", "moveLine.move.statusSelect");

  private final Talk talk;
  private final long company;
  private final BitSet open = new BitSet();
  private final Set<Long> debtors = new TreeSet<>();
  private final Set<Long> billing = new TreeSet<>();

  Terms(Talk talk, long company) {
    this.talk = talk;
    this.company = company;
  }

  /** Who owes or is owed something of what was read. */
  Set<Long> debtors() {
    return debtors;
  }

  /** Contacts named on invoices. */
  Set<Long> billing() {
    return billing;
  }

  /** How many different open ones were read. */
  int openCount() {
    return open.cardinality();
  }

  Question open() {
    return open(company, talk.access().origins());
  }

  static Question open(long company, List<Integer> origins) {
    return Question.of(Wanted.TERM, OPEN, Map.of("companyId", company, "origins", origins));
  }

  /** Those with these ids, open or not. */
  Iterator<Page> byIds(Collection<Long> ids) {
    return chunks(ids, "self.company.id = :companyId AND self.id in (:ids)");
  }

  /** All of these invoices, open or not. */
  Iterator<Page> ofInvoices(Collection<Long> invoices) {
    return chunks(invoices, "self.company.id = :companyId AND self.invoice.id in (:ids)");
  }

  /** All of these moves that belong to no invoice, open or not. */
  Iterator<Page> ofMoves(Collection<Long> moves) {
    return chunks(
        moves,
        "self.company.id = :companyId AND self.invoice IS NULL AND self.moveLine.move.id in (:ids)");
  }

  private Iterator<Page> chunks(Collection<Long> ids, String domain) {
    Iterator<Keyset> chunks =
        Rows.chunks(ids, AT_ONCE).stream()
            .map(
                chunk ->
                    new Keyset(
                        talk,
                        Question.of(
                            Wanted.TERM, domain, Map.of("companyId", company, "ids", chunk))))
            .iterator();
    return new Batches<>(
        chunks,
        keyset -> {
          List<Page> pages = new ArrayList<>();
          keyset.forEachRemaining(rows -> pages.addAll(pages(rows)));
          return pages;
        });
  }

  /** Rows become items; those that are no receivable any more are left out. */
  List<Page> pages(List<ObjectNode> rows) {
    List<ObjectNode> items = new ArrayList<>();
    for (ObjectNode row : rows) {
      whole(row);
      if (isReceivable(row)) {
        items.add(item(row));
      } else {
        open.clear(place(row));
      }
    }
    return Batches.page("item", items);
  }

  private void whole(ObjectNode row) {
    Rows.require(talk, row, "InvoiceTerm", MANDATORY);
    if (ACCOUNTED.stream().anyMatch(row::hasNonNull)) {
      Rows.require(talk, row, "InvoiceTerm", ACCOUNTED);
    }
    if (!isReceipt(row)) {
      Rows.require(talk, row, "InvoiceTerm", List.of("dueDate"));
    }
  }

  private static boolean isReceipt(ObjectNode row) {
    return Rows.id(row, "moveLine.move.functionalOriginSelect") == PAYMENT
        && Rows.decimal(row, "moveLine.credit").signum() > 0;
  }

  private boolean isReceivable(ObjectNode row) {
    long status = Rows.id(row, "moveLine.move.statusSelect");
    return (status == 2 || status == 3)
        && Rows.id(row, "moveLine.partner.id") > 0
        && (isReceipt(row)
            || talk.access()
                .origins()
                .contains((int) Rows.id(row, "moveLine.move.functionalOriginSelect")));
  }

  private ObjectNode item(ObjectNode row) {
    boolean credit = Rows.decimal(row, "moveLine.credit").signum() > 0;
    BigDecimal left =
        Rows.is(row, "isPaid") ? BigDecimal.ZERO : Rows.decimal(row, "amountRemaining");
    BigDecimal amount = Rows.decimal(row, "amount");
    long invoice = Rows.id(row, "invoice.id");
    long debtor = debtor(row);
    debtors.add(debtor);
    if (Rows.id(row, "invoice.contactPartner.id") > 0) {
      billing.add(Rows.id(row, "invoice.contactPartner.id"));
    }
    open.set(place(row), left.signum() != 0);
    row.put("key", String.valueOf(Rows.id(row, "id")));
    row.put(
        "document", invoice > 0 ? String.valueOf(invoice) : "m" + Rows.id(row, "moveLine.move.id"));
    row.put("debtor", String.valueOf(debtor));
    row.put("kind", kind(row, credit));
    row.put("single", amount.compareTo(Rows.decimal(row, "invoice.inTaxTotal")) == 0);
    row.put("original", Rows.plain(credit ? amount.negate() : amount));
    row.put("open", Rows.plain(credit ? left.negate() : left));
    return row;
  }

  private static String kind(ObjectNode row, boolean credit) {
    if (isReceipt(row)) {
      return "payment";
    }
    return credit ? "credit" : Rows.id(row, "invoice.id") > 0 ? "invoice" : "entry";
  }

  private static int place(ObjectNode row) {
    return Math.toIntExact(Rows.id(row, "id"));
  }

  private static long debtor(ObjectNode row) {
    for (String who :
        List.of(
            "thirdPartyPayerPartner.id",
            "invoice.thirdPartyPayerPartner.id",
            "partner.id",
            "moveLine.partner.id")) {
      if (Rows.id(row, who) > 0) {
        return Rows.id(row, who);
      }
    }
    throw new IllegalStateException("an instalment is read only with a partner");
  }
}
