package io.relance.jmx;

import java.util.List;

/** The scheduled routes, as the hub offers them. */
public interface Schedules {
  List<String> list();

  /** Fires it now; throws when there is none of that name. */
  void fire(String route);
}
