package io.relance.boot;

import io.relance.jmx.Schedules;
import io.relance.store.AlertStore;
import io.relance.store.JournalStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.support.LifecycleStrategySupport;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.matchers.KeyMatcher;
import org.quartz.listeners.JobListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scheduled routes of this hub: brings what the database remembers of them in line with the
 * route files, then lets Quartz run; fires a route now when somebody asks.
 */
public final class Schedule implements Schedules {
  private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

  private final CamelContext context;
  private final MissedFires missed;

  /** Missed fires are told as alerts and in the journal. */
  public Schedule(CamelContext context, AlertStore alerts, JournalStore journal, Clock clock) {
    this.context = context;
    this.missed = new MissedFires(alerts, journal, clock);
  }

  /**
   * Starts firing. To be called when every route file has been loaded: jobs of routes that are gone
   * are deleted, changed ones follow their file. It stands by as soon as the context begins to
   * stop, so that no fire is lost in a hub that is leaving.
   *
   * @param refused route ids (= file names) that could not be loaded: their jobs are kept for the
   *     day on which the file is right again
   */
  public void start(Set<String> refused) {
    try {
      Scheduler scheduler = scheduler();
      new StoredJobs(context, scheduler, refused).follow();
      scheduler.getListenerManager().addTriggerListener(missed);
      context.addLifecycleStrategy(new StandBy(scheduler));
      scheduler.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException(
          "the schedules could not be started: " + e.getMessage() + "; is the database reachable?",
          e);
    }
  }

  /** Fires that route now, on whichever node is free, and returns at once. */
  @Override
  public void fire(String routeId) {
    try {
      scheduler().triggerJob(job(routeId));
    } catch (SchedulerException e) {
      throw new IllegalStateException("route " + routeId + " could not be fired", e);
    }
  }

  /**
   * Fires that route now and waits until it has run on this node. With several nodes use {@link
   * #fire}: another one may take it.
   *
   * @throws IllegalStateException when it failed or is not over in time
   */
  public void run(String routeId, Duration atMost) {
    JobKey job = job(routeId);
    Done done = new Done(routeId);
    try {
      scheduler().getListenerManager().addJobListener(done, KeyMatcher.keyEquals(job));
      scheduler().triggerJob(job);
      done.over.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (SchedulerException | ExecutionException e) {
      throw new IllegalStateException("route " + routeId + " failed: " + e.getMessage(), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("route " + routeId + " is not over after " + atMost, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while route " + routeId + " ran", e);
    } finally {
      forget(done);
    }
  }

  private void forget(Done done) {
    try {
      scheduler().getListenerManager().removeJobListener(done.getName());
    } catch (SchedulerException e) {
      LOG.warn("the listener {} could not be removed", done.getName(), e);
    }
  }

  private JobKey job(String routeId) {
    Route route = context.getRoute(routeId);
    QuartzEndpoint endpoint = route == null ? null : StoredJobs.quartz(route);
    if (endpoint == null) {
      throw new IllegalArgumentException(
          "no route '%s' on a schedule; there is: %s".formatted(routeId, list()));
    }
    return StoredJobs.key(endpoint);
  }

  /** The routes on a schedule, by their names. */
  @Override
  public List<String> list() {
    return context.getRoutes().stream()
        .filter(route -> StoredJobs.quartz(route) != null)
        .map(Route::getRouteId)
        .sorted()
        .toList();
  }

  private Scheduler scheduler() {
    return context.getComponent("quartz", QuartzComponent.class).getScheduler();
  }

  private static final class StandBy extends LifecycleStrategySupport {
    private final Scheduler scheduler;

    StandBy(Scheduler scheduler) {
      this.scheduler = scheduler;
    }

    @Override
    public void onContextStopping(CamelContext context) {
      try {
        scheduler.standby();
      } catch (SchedulerException e) {
        LOG.warn("the scheduler does not stand by", e);
      }
    }
  }

  private static final class Done extends JobListenerSupport {
    private final String name;
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    Done(String routeId) {
      this.name = "run-" + routeId + "-" + System.identityHashCode(this);
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public void jobWasExecuted(JobExecutionContext fire, JobExecutionException failure) {
      if (failure == null) {
        over.complete(null);
      } else {
        over.completeExceptionally(failure);
      }
    }
  }
}
