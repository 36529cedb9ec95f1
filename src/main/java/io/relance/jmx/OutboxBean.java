package io.relance.jmx;

import io.relance.store.FiguresStore;
import io.relance.store.PauseStore;
import java.util.List;

final class OutboxBean implements OutboxMXBean {
  private final FiguresStore figures;
  private final PauseStore pauses;

  OutboxBean(FiguresStore figures, PauseStore pauses) {
    this.figures = figures;
    this.pauses = pauses;
  }

  private FiguresStore.Outbox now() {
    return figures.outbox();
  }

  @Override
  public long getPlanned() {
    return now().planned();
  }

  @Override
  public long getQueued() {
    return now().queued();
  }

  @Override
  public long getWaitingForHours() {
    return now().waiting();
  }

  @Override
  public long getSentToday() {
    return now().sentToday();
  }

  @Override
  public long getFailed() {
    return now().failed();
  }

  @Override
  public long getUncertain() {
    return now().uncertain();
  }

  @Override
  public long getDead() {
    return now().dead();
  }

  @Override
  public long getOldestUnsentMinutes() {
    return figures.minutesSince(now().oldestUnsent());
  }

  @Override
  public List<String> getPausedChannels() {
    return pauses.pausedChannels();
  }

  @Override
  public void pauseChannel(String channel) {
    pauses.pauseChannel(channel, Operator.name());
  }

  @Override
  public void resumeChannel(String channel) {
    pauses.resumeChannel(channel, Operator.name());
  }

  @Override
  public void stopAllSending() {
    pauses.pauseChannel(PauseStore.ALL_CHANNELS, Operator.name());
  }

  @Override
  public void resumeSending() {
    pauses.resumeChannel(PauseStore.ALL_CHANNELS, Operator.name());
  }
}
