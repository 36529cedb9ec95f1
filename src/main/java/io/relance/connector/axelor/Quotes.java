package io.relance.connector.axelor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Sale orders that are quotations, and what became of them. */
final class Quotes {
  private final Talk talk;
  private final long company;
  private final LocalDate today;
  private final Set<Long> debtors = new TreeSet<>();

  Quotes(Talk talk, long company, LocalDate today) {
    this.talk = talk;
    this.company = company;
    this.today = today;
  }

  Set<Long> debtors() {
    return debtors;
  }

  /** Finalized quotations. */
  Iterator<Page> open() {
    return read(of("self.statusSelect = 2"));
  }

  /** Those finalized, confirmed, completed or cancelled since. */
  Iterator<Page> changed(Instant since) {
    return read(of("self.statusSelect in (2,3,4,5)").since(since));
  }

  private Question of(String domain) {
    return Question.of(
        Wanted.QUOTE,
        "self.company.id = :companyId AND self.clientPartner.id > 0 AND " + domain,
        Map.of("companyId", company));
  }

  private Iterator<Page> read(Question question) {
    return new Batches<>(new Keyset(talk, question), this::pages);
  }

  private List<Page> pages(List<ObjectNode> rows) {
    for (ObjectNode row : rows) {
      debtors.add(Rows.id(row, "clientPartner.id"));
      String until = Rows.text(row, "endOfValidityDate");
      row.put("expired", !until.isEmpty() && LocalDate.parse(until).isBefore(today));
      row.put("amount", Rows.plain(Rows.decimal(row, "inTaxTotal")));
    }
    return Batches.page("quote", rows);
  }
}
