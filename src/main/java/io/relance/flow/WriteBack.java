package io.relance.flow;

import io.relance.policy.Level;
import io.relance.policy.Policy;
import io.relance.store.WritebackStore;
import io.relance.store.WritebackStore.Marks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the ERP is told of a reminder: a note on each document, the marker of the debtor, the end of
 * a sales warning. Queued where things happen, told by {@link Telling}.
 */
public final class WriteBack {
  private static final Logger LOG = LoggerFactory.getLogger(WriteBack.class);

  private final WritebackStore store;
  private final Marks marks;

  /** Bound as {@code writeBack}. */
  public WriteBack(WritebackStore store, Collection<Policy> policies) {
    this.store = store;
    this.marks = marks(policies);
  }

  /**
   * For the courier, inside the transaction that makes these acts sent and moves the levels of
   * their items: queues their notes and the markers that change.
   */
  public void afterSent(Collection<Long> acts) {
    if (!acts.isEmpty()) {
      store.queueNotes(acts);
      store.queueMarkersOfActs(acts, marks);
    }
  }

  /**
   * For the intake, when a sweep or delta of the company was merged and before its accounts are
   * decided again: queues the markers that change, such as those of debtors who paid. Its failure
   * is no trouble of the source: {@link #refresh} queues them later.
   */
  public void afterMerge(long company) {
    try {
      store.queueMarkersOfChanged(company, marks);
      store.queueWarningsThatEnd(company);
    } catch (RuntimeException e) {
      LOG.error("The markers of company {} wait for the daily refresh", company, e);
    }
  }

  /** Queues every marker and warning that is not what it should be today. */
  public void refresh() {
    store.queueMarkers(marks);
    store.queueWarningsThatEnd(null);
  }

  private static Marks marks(Collection<Policy> policies) {
    List<String> names = new ArrayList<>();
    List<Integer> ranks = new ArrayList<>();
    List<@Nullable String> markers = new ArrayList<>();
    List<Boolean> merged = new ArrayList<>();
    for (Policy policy : policies) {
      String stamped = null;
      for (Level level : policy.levels()) {
        stamped = level.marker() == null ? stamped : level.marker();
        names.add(policy.name());
        ranks.add(level.rank());
        markers.add(stamped);
        merged.add(policy.debtors() == Policy.Debtors.MERGED);
      }
    }
    return new Marks(names, ranks, markers, merged);
  }
}
