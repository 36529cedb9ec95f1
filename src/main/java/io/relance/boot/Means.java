package io.relance.boot;

import io.relance.ledger.Source;
import io.relance.policy.Policy;
import io.relance.settings.Mistake;
import io.relance.settings.NamedTemplate;
import io.relance.settings.PolicyFiles;
import io.relance.settings.Settings;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds what policies name against what it takes: a gateway's settings, an ERP that has PDFs,
 * somebody who takes tasks.
 */
record Means(Settings settings, List<Source> sources) {
  /** What one of these settings must say before a channel can carry anything. */
  private record Need(String channel, List<String> anyOf, String what, String remedy) {}

  private static final List<Need> NEEDS =
      List.of(
          new Need(
              "sms",
              List.of("relance.sms.from"),
              "a policy sends SMS, but relance.sms.from is not set",
              "set relance.sms.from, .url, .user and .password, or take the sms: lines out of the policies"),
          new Need(
              "smpp",
              List.of("relance.smpp.host"),
              "a policy sends SMS by SMPP, but relance.smpp.host is not set",
              "set relance.smpp.host, .user, .password and .from, or take the smpp: lines out of the policies"),
          new Need(
              "alert",
              List.of("relance.alert.to", "relance.alert.webhook"),
              "a policy tells colleagues of sensitive cases, but nobody is named",
              "set relance.alert.to or relance.alert.webhook, or take the alert: lines out of the policies"),
          new Need(
              "chat",
              List.of("chat.url"),
              "a policy tells the team's chat, but chat.url is not set",
              "set chat.url, or take the chat: lines out of the policies"));

  /** Whose routes end in direct:tasks. */
  private static final Set<String> TASKS = Set.of("task", "phone");

  /**
   * Every channel that cannot carry what policies give it, every file that no ERP has, every task
   * that neither the debtor's ERP nor the webhook takes.
   */
  List<Mistake> mistakes(PolicyFiles.Found found) {
    Set<String> named =
        found.templates().stream().map(one -> one.channel().name()).collect(Collectors.toSet());
    Stream<Mistake> unset =
        NEEDS.stream()
            .filter(need -> named.contains(need.channel()))
            .filter(need -> need.anyOf().stream().allMatch(key -> settings.find(key).isEmpty()))
            .map(need -> settings.mistake(need.anyOf().get(0), need.what(), need.remedy()));
    return Stream.of(unset, paperless(found), idle(found)).flatMap(all -> all).toList();
  }

  private Stream<Mistake> paperless(PolicyFiles.Found found) {
    return unable(
        found,
        line -> line.channel().attach().contains("documents"),
        Source.Ability.DOCUMENT,
        (line, policy, names) ->
            line.mistake(
                "its documents cannot be had from %s: no message with them would leave to its debtors"
                    .formatted(names),
                "take documents out of attach, or give these debtors a policy of their own"));
  }

  private Stream<Mistake> idle(PolicyFiles.Found found) {
    boolean webhook = settings.find("relance.task.webhook").isPresent();
    return unable(
        found,
        line -> !webhook && TASKS.contains(line.channel().name()),
        Source.Ability.TASK,
        (line, policy, names) ->
            line.mistake(
                "nobody takes the task (%s) of policy %s for debtors of %s: that connector makes none, and relance.task.webhook is not set"
                    .formatted(line.channel().name(), policy.name(), names),
                "set relance.task.webhook, or take this line out of the policy"));
  }

  private interface Saying {
    Mistake of(NamedTemplate line, Policy policy, String names);
  }

  /** What is to be said of these lines, where their policy meets sources that cannot do that. */
  private Stream<Mistake> unable(
      PolicyFiles.Found found, Predicate<NamedTemplate> lines, Source.Ability what, Saying saying) {
    return found.templates().stream()
        .filter(lines)
        .filter(line -> found.files().containsKey(line.file()))
        .flatMap(
            line -> {
              Policy policy = found.files().get(line.file());
              String names = unable(policy, what);
              return names.isEmpty() ? Stream.empty() : Stream.of(saying.of(line, policy, names));
            });
  }

  private String unable(Policy policy, Source.Ability what) {
    return sources.stream()
        .filter(source -> !source.can(what) && meant(policy, source))
        .map(source -> "%s (connector %s)".formatted(source.name(), source.connector()))
        .collect(Collectors.joining(", "));
  }

  /** Can a debtor of that source fall to the policy? */
  private static boolean meant(Policy policy, Source source) {
    Set<String> companies = policy.segment().companies();
    return companies.isEmpty()
        || source.companies().stream()
            .anyMatch(key -> companies.contains(source.name() + "/" + key));
  }
}
