package io.relance.store;

import io.relance.policy.Decision;
import io.relance.policy.Decision.ItemDecision;
import io.relance.policy.Policy;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A decision as COPY takes it. */
final class DecisionRow {
  private final CopyRow row;
  private final StringBuilder array = new StringBuilder(400);

  DecisionRow(CopyRow row) {
    this.row = row;
  }

  /** Columns as in account/copy-decisions.sql. */
  void add(long id, long run, LocalDate day, Decision decision) {
    Policy policy = decision.policy();
    row.plain(id).plain(decision.account()).plain(run).plain(day.toString());
    row.add(policy == null ? null : policy.name()).add(policy == null ? null : policy.version());
    row.plain(decision.outcome().name().toLowerCase(Locale.ROOT)).plain(decision.level());
    row.plain(decision.reason().code().text()).add(texts(decision.reason().args()));
    row.plain(decision.until().toString());
    row.plain(decision.overdue().toPlainString());
    row.plain(decision.credit().toPlainString());
    row.plain(decision.coming().toPlainString());
    items(decision.items());
    row.end();
  }

  private void items(List<ItemDecision> items) {
    row.plain(array(items, item -> Long.toString(item.item())));
    row.plain(array(items, item -> item.reason().code().text()));
    row.plain(array(items, item -> Integer.toString(item.level())));
    row.add(texts(items.stream().map(item -> String.join("|", item.reason().args())).toList()));
    row.plain(array(items, item -> item.next() == null ? "NULL" : item.next().toString()));
  }

  private <T> String array(List<T> values, Function<T, String> text) {
    array.setLength(0);
    array.append('{');
    for (T value : values) {
      if (array.length() > 1) {
        array.append(',');
      }
      array.append(text.apply(value));
    }
    return array.append('}').toString();
  }

  private String texts(List<String> values) {
    return array(values, DecisionRow::quoted);
  }

  private static String quoted(String value) {
    boolean plain = value.indexOf('"') < 0 && value.indexOf('\\') < 0;
    return '"' + (plain ? value : value.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
  }
}
