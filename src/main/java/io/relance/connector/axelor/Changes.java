package io.relance.connector.axelor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every document touched since a moment. updatedOn alone is not to be trusted (empty until the
 * first update, and not refreshed at all by some versions), so the payments and matchings made
 * since, which are new rows, are followed to what they settled.
 */
final class Changes {
  private static final String OF_COMPANY = "self.company.id = :companyId";

  private final Talk talk;
  private final Instant since;
  private final Map<String, Object> ofCompany;
  private final Set<Long> invoices = new TreeSet<>();
  private final Set<Long> moves = new TreeSet<>();

  Changes(Talk talk, long company, Instant since) {
    this.talk = talk;
    this.since = since;
    this.ofCompany = Map.of("companyId", company);
  }

  Set<Long> invoices() {
    return invoices;
  }

  Set<Long> moves() {
    return moves;
  }

  void look() {
    look(Wanted.TERM, OF_COMPANY, List.of(""), "invoice.id", "moveLine.move.id");
    look(
        Wanted.INVOICE,
        OF_COMPANY + " AND self.operationTypeSelect in (3,4)",
        List.of(""),
        "id",
        "");
    look(
        Wanted.LINE,
        "self.move.company.id = :companyId AND self.credit > 0 AND self.move.functionalOriginSelect = 5",
        List.of(""),
        "move.invoice.id",
        "move.id");
    look(
        Wanted.RECONCILE,
        "self.debitMoveLine.move.company.id = :companyId",
        List.of("debitMoveLine.", "creditMoveLine."),
        "move.invoice.id",
        "move.id");
    look(
        Wanted.PAYMENT,
        "self.invoiceTerm.company.id = :companyId",
        List.of("invoiceTerm."),
        "invoice.id",
        "moveLine.move.id");
  }

  private void look(Wanted wanted, String domain, List<String> sides, String invoice, String move) {
    List<String> fields =
        sides.stream()
            .flatMap(side -> List.of(side + invoice, side + move).stream())
            .filter(field -> !field.isEmpty())
            .toList();
    Question question = Question.of(wanted, domain, ofCompany).fields(fields).since(since);
    new Keyset(talk, question)
        .forEachRemaining(
            rows ->
                rows.forEach(row -> sides.forEach(side -> note(row, side + invoice, side + move))));
  }

  private void note(ObjectNode row, String invoice, String move) {
    if (Rows.id(row, invoice) > 0) {
      invoices.add(Rows.id(row, invoice));
    } else if (Rows.id(row, move) > 0) {
      moves.add(Rows.id(row, move));
    }
  }
}
