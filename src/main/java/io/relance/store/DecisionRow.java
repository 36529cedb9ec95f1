package io.relance.store;

import io.relance.policy.Decision;
import io.relance.policy.Decision.ItemDecision;
import io.relance.policy.Policy;
import io.relance.policy.Reason;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A decision as a row of account/copy-decisions.sql. */
final class DecisionRow {
  private static final int COLUMNS = 19;
  private static final String[] OUTCOMES =
      Arrays.stream(Decision.Outcome.values())
          .map(outcome -> outcome.name().toLowerCase(Locale.ROOT))
          .toArray(String[]::new);
  private static final String[] CODES =
      Arrays.stream(Reason.Code.values()).map(Reason.Code::text).toArray(String[]::new);

  private final BinaryRows rows;

  DecisionRow(BinaryRows rows) {
    this.rows = rows;
  }

  void add(long run, LocalDate day, Decision decision) {
    Policy policy = decision.policy();
    rows.row(COLUMNS);
    rows.int8(0); // its id, known when the lot is written
    rows.int8(decision.account());
    rows.int8(run);
    rows.date(day);
    rows.text(policy == null ? null : policy.name());
    rows.text(policy == null ? null : policy.version());
    rows.text(OUTCOMES[decision.outcome().ordinal()]);
    rows.int2(decision.level());
    rows.text(code(decision.reason()));
    rows.texts(decision.reason().args(), rows::text);
    rows.date(decision.until());
    rows.amount(decision.overdue());
    rows.amount(decision.credit());
    rows.amount(decision.coming());
    items(decision.items());
  }

  private void items(List<ItemDecision> items) {
    rows.int8s(items, item -> rows.int8(item.item()));
    rows.texts(items, item -> rows.text(code(item.reason())));
    rows.int2s(items, item -> rows.int2(item.level()));
    rows.texts(items, item -> rows.joined(item.reason().args()));
    rows.dates(items, item -> rows.date(item.next()));
  }

  private static String code(Reason reason) {
    return CODES[reason.code().ordinal()];
  }
}
