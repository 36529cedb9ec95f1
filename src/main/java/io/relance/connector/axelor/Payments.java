package io.relance.connector.axelor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.Page;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What was paid of which instalment; write-offs, credit notes and exchange losses are none. */
final class Payments {
  private final Talk talk;
  private final long company;

  Payments(Talk talk, long company) {
    this.talk = talk;
    this.company = company;
  }

  Iterator<Page> since(Instant since) {
    Question question =
        Question.of(
            Wanted.PAYMENT,
            "self.invoiceTerm.company.id = :companyId AND self.invoicePayment.statusSelect = 1"
                + " AND self.invoicePayment.typeSelect in (1,2,5,6)",
            Map.of("companyId", company));
    return new Batches<>(new Keyset(talk, question.since(since)), this::pages);
  }

  private List<Page> pages(List<ObjectNode> rows) {
    for (ObjectNode row : rows) {
      long payer = Rows.id(row, "invoiceTerm.thirdPartyPayerPartner.id");
      row.put("item", String.valueOf(Rows.id(row, "invoiceTerm.id")));
      row.put("debtor", String.valueOf(payer > 0 ? payer : Rows.id(row, "invoiceTerm.partner.id")));
      row.put("amount", Rows.plain(Rows.decimal(row, "paidAmount")));
    }
    return Batches.page("payment", rows);
  }
}
