package io.relance.boot;

import io.relance.ledger.Source;
import io.relance.policy.Policy;
import io.relance.settings.Mistake;
import io.relance.settings.NamedTemplate;
import io.relance.settings.PolicyFiles;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds what policies give colleagues to do against who takes it: the debtor's ERP, where its
 * connector makes tasks, else one webhook for all.
 */
record Colleagues(List<Source> sources, String webhook) {
  /** Whose routes end in direct:tasks. */
  private static final Set<String> TASKS = Set.of("task", "phone");

  /** Every line of a policy whose tasks nobody would take, with the sources of which. */
  List<Mistake> mistakes(PolicyFiles.Found found) {
    return found.templates().stream()
        .filter(line -> TASKS.contains(line.channel().name()))
        .flatMap(
            line ->
                Optional.ofNullable(found.files().get(line.file()))
                    .flatMap(policy -> mistake(line, policy))
                    .stream())
        .toList();
  }

  private Optional<Mistake> mistake(NamedTemplate line, Policy policy) {
    List<String> without =
        sources.stream()
            .filter(source -> !takes(source) && meant(policy, source))
            .map(source -> "%s (connector %s)".formatted(source.name(), source.connector()))
            .toList();
    return without.isEmpty()
        ? Optional.empty()
        : Optional.of(
            line.mistake(
                "nobody takes the task (%s) of policy %s for debtors of %s: that connector makes none, and relance.task.webhook is not set"
                    .formatted(line.channel().name(), policy.name(), String.join(", ", without)),
                "set relance.task.webhook, or take this line out of the policy"));
  }

  private boolean takes(Source source) {
    return source.can(Source.Ability.TASK) || !webhook.isEmpty();
  }

  /** Can a debtor of that source fall to the policy? */
  static boolean meant(Policy policy, Source source) {
    Set<String> companies = policy.segment().companies();
    return companies.isEmpty()
        || source.companies().stream()
            .anyMatch(key -> companies.contains(source.name() + "/" + key));
  }
}
