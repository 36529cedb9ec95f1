package io.relance.jmx;

import io.relance.store.FiguresStore;
import io.relance.store.HeldSweepStore;
import io.relance.store.PauseStore;

final class SourceBean implements SourceMXBean {
  private final String name;
  private final FiguresStore figures;
  private final PauseStore pauses;
  private final HeldSweepStore sweeps;
  private final Schedules schedules;

  SourceBean(
      String name,
      FiguresStore figures,
      PauseStore pauses,
      HeldSweepStore sweeps,
      Schedules schedules) {
    this.name = name;
    this.figures = figures;
    this.pauses = pauses;
    this.sweeps = sweeps;
    this.schedules = schedules;
  }

  private FiguresStore.Source now() {
    return figures.source(name);
  }

  @Override
  public String getLastWholeSweep() {
    return now().sweptAt() == null ? "" : String.valueOf(now().sweptAt());
  }

  @Override
  public long getLedgerAgeMinutes() {
    return figures.minutesSince(now().readAt());
  }

  @Override
  public long getOpenItems() {
    return now().openItems();
  }

  @Override
  public long getDecisionsToday() {
    return now().decisionsToday();
  }

  @Override
  public long getWriteBacksWaiting() {
    return now().writeBacks();
  }

  @Override
  public String getTrouble() {
    return now().trouble();
  }

  @Override
  public boolean isPaused() {
    return now().paused();
  }

  @Override
  public void pause() {
    pauses.pauseSource(name, Operator.name());
    figures.forget();
  }

  @Override
  public void resume() {
    pauses.resumeSource(name, Operator.name());
    figures.forget();
  }

  @Override
  public void releaseHeldSweep(String company, long sweep) {
    sweeps.release(name, company, sweep, Operator.name(), "over JMX");
  }

  @Override
  public void runNow() {
    schedules.fire("pull-" + name);
  }
}
