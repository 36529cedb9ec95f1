package io.relance.support;

import io.relance.policy.Calendar;
import io.relance.policy.Level;
import io.relance.policy.Policies;
import io.relance.policy.Policy;
import io.relance.policy.Reaches;
import io.relance.policy.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Simple policies for tests. */
public final class Ladders {
  private Ladders() {}

  /** One climbing policy for everybody, by e-mail, with levels at these days. */
  public static Policies at(int... days) {
    return at(false, "v1", days);
  }

  /** The same, with a calendar. */
  public static Policies at(Calendar calendar, int... days) {
    Policy bare = at(days).list().get(0);
    return Policies.of(
        List.of(
            new Policy(
                bare.name(),
                bare.version(),
                bare.order(),
                bare.segment(),
                bare.progress(),
                bare.unit(),
                bare.actLevel(),
                bare.netting(),
                bare.debtors(),
                bare.repeat(),
                bare.excludedPaymentMethods(),
                bare.levels(),
                calendar,
                bare.onReply(),
                bare.thanks())));
  }

  public static Policies at(boolean approval, String version, int... days) {
    List<Level> levels = new ArrayList<>();
    for (int day : days) {
      int rank = levels.size() + 1;
      levels.add(
          new Level(
              rank,
              "Level " + rank,
              "R" + rank,
              day,
              1,
              Map.of(),
              8,
              approval,
              List.of(new Level.Channel("email", Reaches.EMAIL, "level-" + rank, "billing"))));
    }
    Policy policy =
        new Policy(
            "ladder",
            version,
            100,
            Segment.EVERYBODY,
            Policy.Progress.CLIMB,
            Policy.Unit.ACCOUNT,
            Policy.ActLevel.HIGHEST,
            Policy.Netting.ACCOUNT,
            new Policy.Repeat(null),
            Set.of(),
            levels);
    return Policies.of(List.of(policy));
  }
}
