package io.relance.boot;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.apache.camel.CamelContext;
import org.apache.camel.DelegateEndpoint;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.CamelJob;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.component.quartz.QuartzHelper;
import org.apache.camel.component.quartz.StatefulCamelJob;
import org.jspecify.annotations.Nullable;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.Job;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the database remembers of schedules, brought in line with the routes of this context. */
final class StoredJobs {
  private static final Logger LOG = LoggerFactory.getLogger(StoredJobs.class);

  private final CamelContext context;
  private final Scheduler scheduler;
  private final Set<String> refused;

  StoredJobs(CamelContext context, Scheduler scheduler, Set<String> refused) {
    this.context = context;
    this.scheduler = scheduler;
    this.refused = refused;
  }

  /** Deletes the jobs of routes that are gone; lets the others follow their file. */
  void follow() throws SchedulerException {
    Map<JobKey, QuartzEndpoint> wanted = wanted();
    for (String group : scheduler.getTriggerGroupNames()) {
      for (TriggerKey key : scheduler.getTriggerKeys(GroupMatcher.triggerGroupEquals(group))) {
        Trigger trigger = scheduler.getTrigger(key);
        if (trigger != null && !refused.contains(trigger.getJobKey().getName())) {
          follow(trigger, wanted.get(trigger.getJobKey()));
        }
      }
    }
  }

  private Map<JobKey, QuartzEndpoint> wanted() {
    Map<JobKey, QuartzEndpoint> wanted = new HashMap<>();
    for (Route route : context.getRoutes()) {
      QuartzEndpoint endpoint = quartz(route);
      if (endpoint != null && wanted.put(key(endpoint), endpoint) != null) {
        throw new IllegalStateException(
            "route %s: its quartz name '%s' is another route's too; name it after the route"
                .formatted(route.getRouteId(), endpoint.getTriggerKey()));
      }
    }
    return wanted;
  }

  private void follow(Trigger trigger, @Nullable QuartzEndpoint endpoint)
      throws SchedulerException {
    if (endpoint == null) {
      LOG.info("schedule {}: its route is gone, so is its job", trigger.getJobKey().getName());
      scheduler.unscheduleJob(trigger.getKey());
    } else {
      followJob(endpoint);
      followZone(trigger, endpoint);
    }
  }

  /** Camel stores a job once and never looks again; a file may have changed since. */
  private void followJob(QuartzEndpoint endpoint) throws SchedulerException {
    JobDetail stored = scheduler.getJobDetail(key(endpoint));
    Class<? extends Job> type = endpoint.isStateful() ? StatefulCamelJob.class : CamelJob.class;
    JobDetail job =
        stored.getJobBuilder().ofType(type).requestRecovery(endpoint.isRecoverableJob()).build();
    QuartzHelper.updateJobDataMap(context, job, endpoint.getEndpointUri());
    scheduler.addJob(job, true, true);
  }

  /** Camel compares the cron expression only, not its zone. */
  private void followZone(Trigger trigger, QuartzEndpoint endpoint) throws SchedulerException {
    Object named = endpoint.getTriggerParameters().get("timeZone");
    TimeZone zone = named == null ? TimeZone.getDefault() : TimeZone.getTimeZone(named.toString());
    if (trigger instanceof CronTrigger cron && !cron.getTimeZone().hasSameRules(zone)) {
      CronScheduleBuilder moved =
          CronScheduleBuilder.cronSchedule(cron.getCronExpression())
              .withMisfireHandlingInstructionFireAndProceed()
              .inTimeZone(zone);
      scheduler.rescheduleJob(
          trigger.getKey(), cron.getTriggerBuilder().withSchedule(moved).build());
    }
  }

  static JobKey key(QuartzEndpoint endpoint) {
    TriggerKey trigger = endpoint.getTriggerKey();
    return new JobKey(trigger.getName(), trigger.getGroup());
  }

  static @Nullable QuartzEndpoint quartz(Route route) {
    Endpoint endpoint = route.getEndpoint();
    Endpoint real = endpoint instanceof DelegateEndpoint d ? d.getEndpoint() : endpoint;
    return real instanceof QuartzEndpoint quartz ? quartz : null;
  }
}
