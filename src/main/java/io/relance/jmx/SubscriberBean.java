package io.relance.jmx;

import io.relance.store.EventStore;
import io.relance.store.FiguresStore;

final class SubscriberBean implements SubscriberMXBean {
  private final String name;
  private final EventStore events;
  private final FiguresStore figures;

  SubscriberBean(String name, EventStore events, FiguresStore figures) {
    this.name = name;
    this.events = events;
    this.figures = figures;
  }

  private EventStore.Figures now() {
    return figures.subscriber(name, () -> events.figures(name));
  }

  @Override
  public long getWaiting() {
    return now().waiting();
  }

  @Override
  public long getOldestWaitingMinutes() {
    return figures.minutesSince(now().oldest());
  }

  @Override
  public long getDead() {
    return now().dead();
  }

  @Override
  public String getTrouble() {
    return now().trouble();
  }

  @Override
  public int retryDead() {
    int dead = events.retryDead(name, Operator.name());
    figures.forget();
    return dead;
  }
}
