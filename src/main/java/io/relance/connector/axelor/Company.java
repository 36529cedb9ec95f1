package io.relance.connector.axelor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.SourceTrouble.Kind;
import java.util.List;
import java.util.Map;

/** The creditor: a search that must find something, or nothing of this Axelor is believed. */
final class Company {
  private Company() {}

  /**
   * Its record.
   *
   * @throws io.relance.connector.SourceTrouble when it is not to be seen
   */
  static ObjectNode get(Talk talk, long company) {
    return talk.find(
            Question.of(Wanted.COMPANY, "self.id = :companyId", Map.of("companyId", company)))
        .orElseThrow(
            () ->
                talk.troubles("company " + company)
                    .trouble(
                        Kind.MISCONFIGURED,
                        "the technical user does not see this company",
                        "correct the source's companies, or give the user the right to read it"));
  }

  /** Who this Axelor is: its first company, and when that was made. */
  static String identity(Talk talk) {
    return talk.find(
            Question.of(Wanted.COMPANY, "self.id > 0", Map.of())
                .fields(List.of("code", "createdOn")))
        .map(row -> "axelor " + Rows.text(row, "code") + " " + Rows.text(row, "createdOn"))
        .orElse("axelor");
  }

  /** Asked of the invoices, not of their instalments: the one may fail where the other does not. */
  static boolean hasOpenInvoices(Talk talk, long company) {
    return talk.count(
            Question.of(
                Wanted.INVOICE,
                "self.company.id = :companyId AND self.statusSelect = 3"
                    + " AND self.operationTypeSelect = 3 AND self.amountRemaining > 0",
                Map.of("companyId", company)))
        > 0;
  }
}
