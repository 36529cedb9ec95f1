package io.relance.ledger;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One ERP deployment.
 *
 * @param name as in relance.source.NAME
 * @param connector the folder under connectors/
 * @param companies the ERP's own company keys, in the order in which they are pulled
 * @param can what its connector can do besides reading everything
 * @param snapshotDays without re-reads: business days that the newest whole reading is good for
 */
public record Source(
    String name, String connector, List<String> companies, Set<Ability> can, int snapshotDays) {
  public static final int USUAL_SNAPSHOT_DAYS = 3;

  /** An action that a connector may lack; a file has none of them. */
  public enum Ability {
    /** Reads what changed; else every pull reads everything. */
    DELTA,
    /** Looks items up by key; else what is absent from a whole reading is settled. */
    RECHECK,
    /** Tells the ERP what happened; else nobody does. */
    WRITEBACK,
    /** Writes many notes in one call; else they are written one by one. */
    NOTES,
    /** Says which debtors carry which marker there; else nobody sees when they differ from ours. */
    MARKERS,
    /** Takes what a colleague is to do; else a webhook does, or nobody. */
    TASK,
    /** Says what became of those tasks; else nobody knows. */
    OUTCOME,
    /** Hands out the PDF of a document; else no message can carry it. */
    DOCUMENT
  }

  /** An ERP whose connector can do everything. */
  public static Source able(String name, String connector, List<String> companies) {
    return new Source(
        name, connector, companies, EnumSet.allOf(Ability.class), USUAL_SNAPSHOT_DAYS);
  }

  public boolean can(Ability ability) {
    return can.contains(ability);
  }
}
