package io.relance.jmx;

import io.relance.store.AlertStore;
import io.relance.store.EventStore;
import io.relance.store.FiguresStore;
import io.relance.store.HeldSweepStore;
import io.relance.store.HoldStore;
import io.relance.store.PauseStore;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanRegistrationException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hub's own MBeans on the platform server, under {@code io.relance}: one per source and
 * subscriber, one for the outbox, one for the node.
 */
public final class HubMbeans implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HubMbeans.class);

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final List<ObjectName> registered = new ArrayList<>();
  private final FiguresStore figures;
  private final PauseStore pauses;
  private final HeldSweepStore sweeps;
  private final AlertStore alerts;
  private final Schedules schedules;

  public HubMbeans(
      FiguresStore figures,
      PauseStore pauses,
      HeldSweepStore sweeps,
      AlertStore alerts,
      Schedules schedules) {
    this.figures = figures;
    this.pauses = pauses;
    this.sweeps = sweeps;
    this.alerts = alerts;
    this.schedules = schedules;
  }

  /** Registers them; those of another hub in this JVM are replaced. */
  public void register(String node, Collection<String> sources) {
    put("type=Hub", new HubBean(node, alerts, schedules));
    put("type=Outbox", new OutboxBean(figures, pauses));
    for (String source : sources) {
      put("type=Source,name=" + source, new SourceBean(source, figures, pauses, sweeps, schedules));
    }
  }

  /** Registers one for each who is told what happens. */
  public void registerSubscribers(EventStore events, Collection<String> subscribers) {
    for (String name : subscribers) {
      put("type=Subscriber,name=" + name, new SubscriberBean(name, events, figures));
    }
  }

  /** Registers the one of the accounts that the hub holds. */
  public void registerAccounts(HoldStore holds) {
    put("type=Accounts", new AccountsBean(holds));
  }

  @Override
  public void close() {
    registered.forEach(this::remove);
    registered.clear();
  }

  private void put(String name, Object bean) {
    try {
      ObjectName full = new ObjectName("io.relance:" + name);
      remove(full);
      registered.add(server.registerMBean(bean, full).getObjectName());
    } catch (JMException e) {
      throw new IllegalStateException("the MBean " + name + " could not be registered", e);
    }
  }

  private void remove(ObjectName name) {
    try {
      if (server.isRegistered(name)) {
        server.unregisterMBean(name);
      }
    } catch (InstanceNotFoundException | MBeanRegistrationException e) {
      LOG.warn("the MBean {} could not be removed", name, e);
    }
  }
}
