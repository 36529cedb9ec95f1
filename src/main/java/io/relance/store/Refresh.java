package io.relance.store;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import io.relance.ledger.Guards;
import io.relance.ledger.RecordType;
import io.relance.ledger.Reread;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Applies a re-read of some items, made just before they are sent. */
final class Refresh {
  private final Staging staging;
  private final Guards guards;
  private final long company;

  Refresh(Staging staging, Guards guards, long company) {
    this.staging = staging;
    this.guards = guards;
    this.company = company;
  }

  Map<String, Reread> apply(
      Collection<String> keys, Map<RecordType, InputStream> answer, Instant now) {
    answer.forEach((type, json) -> staging.page("company " + company, type, json));
    staging.execute("ledger/staging-last");
    staging.execute("ledger/staging-last-items");
    return staging.inTransaction(() -> merged(keys, now));
  }

  private Map<String, Reread> merged(Collection<String> keys, Instant now) {
    believed();
    String[] asked = keys.toArray(String[]::new);
    Map<String, Reread> found = compare(asked);
    long gone = found.values().stream().filter(r -> r.found() == Reread.Found.GONE).count();
    if (guards.gone(gone, keys.size())) {
      throw new SourceTrouble(
          Kind.LIES,
          gone
              + " of "
              + keys.size()
              + " items are not found any more just before sending; nothing of"
              + " them is sent. Look whether the ERP user lost rights");
    }
    new Merge(staging.jdbc(), company, now, now).run(Sweep.Mode.DELTA, "gone");
    staging
        .jdbc()
        .sql(Sql.of("ledger/reread-items"))
        .param("company", company)
        .param("keys", asked)
        .param("now", At.of(now))
        .update();
    staging.jdbc().sql(Sql.of("ledger/mark-touched")).update();
    return found;
  }

  /** An ERP whose last reading was a lie is not asked behind its back. */
  private void believed() {
    staging
        .jdbc()
        .sql(Sql.of("ledger/doubted"))
        .param("company", company)
        .query(String.class)
        .optional()
        .ifPresent(
            trouble -> {
              throw new SourceTrouble(
                  Kind.LIES, "what the ERP said last is not believed: " + trouble);
            });
  }

  private Map<String, Reread> compare(String[] asked) {
    return staging
        .jdbc()
        .sql(Sql.of("ledger/compare-reread"))
        .param("company", company)
        .param("keys", asked)
        .query(
            (row, n) ->
                new Reread(
                    row.getString("key"),
                    Reread.Found.valueOf(row.getString("found")),
                    row.getBigDecimal("open")))
        .stream()
        .collect(Collectors.toMap(Reread::key, Function.identity()));
  }
}
