package io.relance.store;

import io.relance.outbox.Act;
import io.relance.outbox.Sharing;
import io.relance.policy.Reaches;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Debtors whom a message could not be addressed to. They are held for that reason until their
 * contacts or the rule change, so that nothing is planned for them in vain every day; once a week
 * they are tried again all the same. Every method joins the caller's transaction.
 */
public final class UnreachableStore {
  private final Database database;
  private final Clock clock;

  public UnreachableStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * The accounts of these acts cannot be written to under this rule.
   *
   * @param reaches the way by which each was to leave
   */
  public void put(Collection<Act> acts, Function<Act, Reaches> reaches, Sharing rule) {
    sql("put-unreachable")
        .param(
            "reaches",
            acts.stream()
                .map(act -> reaches.apply(act).name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new))
        .param("accounts", acts.stream().map(Act::account).toArray(Long[]::new))
        .param("roles", acts.stream().map(Act::role).toArray(String[]::new))
        .param("merged", acts.stream().map(Act::merged).toArray(Boolean[]::new))
        .param("rule", rule.text())
        .param("most", rule.most())
        .param("now", At.of(clock.instant()))
        .update();
  }

  /** Those of that company who may be reachable now; they are decided again. */
  public List<Long> lookAgain(long company) {
    return sql("reachable-again")
        .param("company", company)
        .param("now", At.of(clock.instant()))
        .query(Long.class)
        .list();
  }

  /** Those who were unreachable under another rule; they are decided again. */
  public List<Long> follow(Sharing rule) {
    return sql("reachable-by-rule").param("rule", rule.text()).query(Long.class).list();
  }

  private StatementSpec sql(String name) {
    return database.jdbc().sql(Sql.of("outbox/" + name));
  }
}
