package io.relance.store;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the acts that say one level to several people. */
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
    return database
        .jdbc()
        .sql(Sql.of("outbox/siblings"))
        .param("acts", acts.toArray(Long[]::new))
        .query(Sibling.class)
        .list();
  }
}
