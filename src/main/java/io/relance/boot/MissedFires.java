package io.relance.boot;

import io.relance.journal.Entry;
import io.relance.store.AlertStore;
import io.relance.store.JournalStore;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.quartz.JobExecutionContext;
import org.quartz.Trigger;
import org.quartz.listeners.TriggerListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when a schedule was missed (no node was up, or the run before was still going) and is now
 * caught up, once: an alert that stands until the schedule fires on time again, and an entry in the
 * journal.
 */
final class MissedFires extends TriggerListenerSupport {
  private static final Logger LOG = LoggerFactory.getLogger(MissedFires.class);
  private static final String KIND = "schedule";
  private static final int MOST = 1_000;

  private final AlertStore alerts;
  private final JournalStore journal;
  private final Clock clock;

  MissedFires(AlertStore alerts, JournalStore journal, Clock clock) {
    this.alerts = alerts;
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public String getName() {
    return "missed-fires";
  }

  @Override
  public void triggerMisfired(Trigger trigger) {
    Date first = trigger.getNextFireTime();
    if (first == null) {
      return;
    }
    String name = trigger.getJobKey().getName();
    int count = missed(trigger, first);
    String message =
        "%s %s missed since %s: no node was up, or the run before was still going; caught up once now"
            .formatted(
                count >= MOST ? "at least " + MOST : count,
                count == 1 ? "run was" : "runs were",
                first.toInstant());
    LOG.warn("schedule {}: {}", name, message);
    if (alerts.raise(KIND, name, message)) {
      journal.append(List.of(entry(name, count, first)));
    }
  }

  private Entry entry(String name, int count, Date first) {
    return new Entry(
        clock.instant(),
        "schedule missed",
        "schedule",
        null,
        null,
        null,
        Map.of(
            "schedule", name,
            "runs", String.valueOf(count),
            "since", first.toInstant().toString()),
        null,
        null);
  }

  /** Slots from the first missed one to the next that is still to come, by Quartz's own clock. */
  private static int missed(Trigger trigger, Date first) {
    Date coming = trigger.getFireTimeAfter(null);
    int count = 0;
    for (Date slot = first;
        slot != null && count < MOST && (coming == null || slot.before(coming));
        slot = trigger.getFireTimeAfter(slot)) {
      count++;
    }
    return Math.max(1, count);
  }

  @Override
  public void triggerFired(Trigger trigger, JobExecutionContext fire) {
    if (onTime(trigger, fire.getPreviousFireTime(), fire.getScheduledFireTime())) {
      alerts.clear(KIND, trigger.getJobKey().getName());
    }
  }

  /** A caught-up run was moved to now: it does not stand in the schedule. */
  private static boolean onTime(Trigger trigger, @Nullable Date previous, Date planned) {
    return previous != null && planned.equals(trigger.getFireTimeAfter(previous));
  }
}
