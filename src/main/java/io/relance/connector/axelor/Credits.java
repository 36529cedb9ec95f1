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

/** Money received and not matched: move lines in credit that no instalment stands for. */
final class Credits {
  private static final int AT_ONCE = 500;
  private static final String RECEIVED =
      "self.move.company.id = :companyId AND self.partner.id > 0 AND self.credit > 0"
          + " AND self.account.useForPartnerBalance = true"
          + " AND self.move.functionalOriginSelect = 5 AND self.invoiceTermList IS EMPTY";
  private static final String OPEN =
      RECEIVED + " AND self.amountRemaining < 0 AND self.move.statusSelect in (2,3)";

  private static final List<String> MANDATORY =
      List.of("id", "amountRemaining", "credit", "date", "partner.id", "move.statusSelect");

  private final Talk talk;
  private final long company;
  private final String currency;
  private final BitSet open = new BitSet();
  private final Set<Long> debtors = new TreeSet<>();

  /**
   * Those of one company.
   *
   * @param currency the company's: move lines are kept in it
   */
  Credits(Talk talk, long company, String currency) {
    this.talk = talk;
    this.company = company;
    this.currency = currency;
  }

  Set<Long> debtors() {
    return debtors;
  }

  int openCount() {
    return open.cardinality();
  }

  Question open() {
    return Question.of(Wanted.LINE, OPEN, Map.of("companyId", company));
  }

  Iterator<Page> byIds(Collection<Long> ids) {
    return chunks(ids, RECEIVED + " AND self.id in (:ids)");
  }

  Iterator<Page> ofMoves(Collection<Long> moves) {
    return chunks(moves, RECEIVED + " AND self.move.id in (:ids)");
  }

  private Iterator<Page> chunks(Collection<Long> ids, String domain) {
    return new Batches<>(
        Rows.chunks(ids, AT_ONCE).iterator(),
        chunk -> {
          List<Page> pages = new ArrayList<>();
          new Keyset(
                  talk,
                  Question.of(Wanted.LINE, domain, Map.of("companyId", company, "ids", chunk)))
              .forEachRemaining(rows -> pages.addAll(pages(rows)));
          return pages;
        });
  }

  List<Page> pages(List<ObjectNode> rows) {
    List<ObjectNode> items = new ArrayList<>();
    for (ObjectNode row : rows) {
      Rows.require(talk, row, "MoveLine", MANDATORY);
      long status = Rows.id(row, "move.statusSelect");
      if (status == 2 || status == 3) {
        items.add(item(row));
      } else {
        open.clear(Math.toIntExact(Rows.id(row, "id")));
      }
    }
    return Batches.page("item", items);
  }

  private ObjectNode item(ObjectNode row) {
    BigDecimal left = Rows.decimal(row, "amountRemaining");
    debtors.add(Rows.id(row, "partner.id"));
    open.set(Math.toIntExact(Rows.id(row, "id")), left.signum() != 0);
    row.put("key", "l" + Rows.id(row, "id"));
    row.put("document", "m" + Rows.id(row, "move.id"));
    row.put("debtor", String.valueOf(Rows.id(row, "partner.id")));
    row.put("kind", "payment");
    row.put("currency.codeISO", currency);
    row.put("original", Rows.plain(Rows.decimal(row, "credit").negate()));
    row.put("open", Rows.plain(left));
    return row;
  }
}
