package io.relance.outbox;

import io.relance.policy.Decision;
import io.relance.policy.Decision.Ask;
import io.relance.policy.Level;
import io.relance.policy.Policy;
import java.util.Set;

/** What becomes of an act when its account is decided again just before it leaves. */
public sealed interface Verdict {

  /** It leaves, saying what is owed now. */
  record Stands(Ask ask, Level level) implements Verdict {}

  /** Nothing leaves; the account is planned anew. */
  record Falls(String cause) implements Verdict {}

  /**
   * The act stands only if the account still carries its level for its purpose with a new step; an
   * approved one also only if its items and its policy are still those that were approved.
   */
  static Verdict of(Act act, Decision now) {
    Policy policy = now.policy();
    if (now.outcome() != Decision.Outcome.CONTACT || policy == null) {
      return new Falls("decided again: " + now.reason().code().text());
    }
    if (!policy.name().equals(act.policy())) {
      return new Falls("decided again: the policy is now " + policy.name());
    }
    return now.acts().stream()
        .filter(ask -> carries(ask, act))
        .findFirst()
        .map(ask -> approved(act, policy, ask))
        .orElseGet(() -> new Falls("decided again: the level is now " + now.level()));
  }

  private static Verdict approved(Act act, Policy policy, Ask ask) {
    if (act.approval() && !policy.version().equals(act.policyVersion())) {
      return new Falls("approval void: the policy was changed since");
    }
    if (act.approval() && !act.items().equals(items(ask))) {
      return new Falls("approval void: its set of items changed");
    }
    return new Stands(ask, policy.level(ask.level()));
  }

  private static boolean carries(Ask ask, Act act) {
    return ask.level() == act.level()
        && ask.purpose().name().equalsIgnoreCase(act.purpose())
        && ask.item() == act.item()
        && !ask.steps().isEmpty();
  }

  private static Set<Long> items(Ask ask) {
    return Set.copyOf(ask.listed());
  }
}
