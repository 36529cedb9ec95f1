package io.relance.jmx;

import io.relance.store.AlertStore;
import java.util.List;

final class HubBean implements HubMXBean {
  private final String node;
  private final AlertStore alerts;
  private final Schedules schedules;

  HubBean(String node, AlertStore alerts, Schedules schedules) {
    this.node = node;
    this.alerts = alerts;
    this.schedules = schedules;
  }

  @Override
  public String getNode() {
    return node;
  }

  @Override
  public List<String> getAlerts() {
    return alerts.list().stream()
        .map(alert -> "%s %s: %s".formatted(alert.kind(), alert.subject(), alert.message()))
        .toList();
  }

  @Override
  public List<String> getSchedules() {
    return schedules.list();
  }

  @Override
  public void runNow(String route) {
    schedules.fire(route);
  }
}
