package io.relance.store;

import io.relance.policy.Decision;
import io.relance.policy.Decision.ItemDecision;
import io.relance.policy.Policy;
import io.relance.policy.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A decision as COPY takes it. */
final class DecisionRow {
  private static final String[] OUTCOMES =
      Arrays.stream(Decision.Outcome.values())
          .map(outcome -> outcome.name().toLowerCase(Locale.ROOT))
          .toArray(String[]::new);
  private static final String[] CODES =
      Arrays.stream(Reason.Code.values()).map(Reason.Code::text).toArray(String[]::new);

  private final CopyRow row;
  private final StringBuilder array = new StringBuilder(400);

  DecisionRow(CopyRow row) {
    this.row = row;
  }

  /** Columns as in account/copy-decisions.sql. */
  void add(long id, long run, String day, Decision decision) {
    Policy policy = decision.policy();
    row.plain(id).plain(decision.account()).plain(run).plain(day);
    row.add(policy == null ? null : policy.name()).add(policy == null ? null : policy.version());
    row.plain(OUTCOMES[decision.outcome().ordinal()]).plain(decision.level());
    row.plain(code(decision.reason())).add(args(decision.reason()));
    row.plain(decision.until().toString());
    row.plain(decision.overdue().toPlainString());
    row.plain(decision.credit().toPlainString());
    row.plain(decision.coming().toPlainString());
    items(decision.items());
    row.end();
  }

  private void items(List<ItemDecision> items) {
    row.plain(array(items, item -> array.append(item.item())));
    row.plain(array(items, item -> array.append(code(item.reason()))));
    row.plain(array(items, item -> array.append(item.level())));
    row.add(array(items, item -> quoted(item.reason().args())));
    row.plain(array(items, item -> array.append(item.next() == null ? "NULL" : item.next())));
  }

  private static String code(Reason reason) {
    return CODES[reason.code().ordinal()];
  }

  private String args(Reason reason) {
    return array(reason.args(), arg -> quoted(List.of(arg)));
  }

  private <T> String array(List<T> values, Consumer<T> append) {
    array.setLength(0);
    array.append('{');
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        array.append(',');
      }
      append.accept(values.get(i));
    }
    return array.append('}').toString();
  }

  /** One text of the parts with bars between, in quotes. */
  private void quoted(List<String> parts) {
    array.append('"');
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        array.append('|');
      }
      escaped(parts.get(i));
    }
    array.append('"');
  }

  private void escaped(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        array.append('\\');
      }
      array.append(c);
    }
  }
}
