package io.relance.store;

import io.relance.outbox.Act;
import io.relance.policy.Level;
import io.relance.policy.Reaches;
import io.relance.store.OutwardStore.Mode;
import io.relance.store.OutwardStore.Outward;
import io.relance.store.RunStore.Run;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Reads the acts that say one level to several people, or by several ways. */
public final class SiblingStore {
  private final Database database;

  public SiblingStore(Database database) {
    this.database = database;
  }

  /**
   * Another act of the same level, day and account.
   *
   * @param act the one asked for
   * @param id the other one
   * @param contactedOn the company's day on which the other one reached somebody, or may have
   */
  public record Sibling(long act, long id, @Nullable LocalDate contactedOn) {}

  /** All siblings of these acts that left, or still may. */
  public List<Sibling> of(Collection<Long> acts) {
    return sql("outbox/siblings")
        .param("acts", acts.toArray(Long[]::new))
        .query(Sibling.class)
        .list();
  }

  /**
   * An act that did not arrive although siblings of it did.
   *
   * @param act its steps are those that they said
   * @param decision in force for its account
   * @param ways CHANNEL/ROLE of its siblings
   */
  public record Unheard(Act act, long decision, Set<String> ways) {

    /** A sibling took that way, or tried to: of letters one is enough, whoever gets it. */
    public boolean tried(Level.Channel way) {
      String name = way.name() + "/";
      return ways.contains(name + way.role())
          || way.reaches() == Reaches.POST && ways.stream().anyMatch(one -> one.startsWith(name));
    }
  }

  /** Those of the last thirty days whose debtors the switch lets be written to. */
  public List<Unheard> unheard(Run run, Outward outward) {
    return sql("run/unheard")
        .param("company", run.companyId())
        .param("day", run.businessDay())
        .param("everybody", outward.mode() != Mode.CANARY)
        .param("debtors", outward.debtors().toArray(String[]::new))
        .query(
            (row, n) ->
                new Unheard(
                    OutboxStore.act(row, n),
                    row.getLong("decision_id"),
                    Set.of((String[]) row.getArray("ways").getArray())))
        .list();
  }

  private StatementSpec sql(String name) {
    return database.jdbc().sql(Sql.of(name));
  }
}
