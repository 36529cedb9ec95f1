package io.relance.jmx;

import java.util.List;

/** This node, as seen over JMX: {@code io.relance:type=Hub}. */
public interface HubMXBean {
  String getNode();

  /** What a person must see, the oldest first: "kind subject: message". */
  List<String> getAlerts();

  /** The routes on a schedule, by their names. */
  List<String> getSchedules();

  /** Fires that route now, on whichever node is free. */
  void runNow(String route);
}
