package io.relance.boot;

import io.relance.ledger.Source;
import io.relance.policy.Policy;
import io.relance.settings.Mistake;
import io.relance.settings.NamedTemplate;
import io.relance.settings.PolicyFiles;
import io.relance.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds what policies name against what it takes: a gateway's settings, an ERP that has PDFs. */
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

  /** Every channel that cannot carry what policies give it, every file that no ERP has. */
  List<Mistake> mistakes(PolicyFiles.Found found) {
    Set<String> named =
        found.templates().stream().map(one -> one.channel().name()).collect(Collectors.toSet());
    Stream<Mistake> unset =
        NEEDS.stream()
            .filter(need -> named.contains(need.channel()))
            .filter(need -> need.anyOf().stream().allMatch(key -> settings.find(key).isEmpty()))
            .map(need -> settings.mistake(need.anyOf().get(0), need.what(), need.remedy()));
    Stream<Mistake> paperless =
        found.templates().stream()
            .filter(line -> line.channel().attach().contains("documents"))
            .flatMap(
                line ->
                    Optional.ofNullable(found.files().get(line.file()))
                        .flatMap(policy -> paperless(line, policy))
                        .stream());
    return Stream.concat(unset, paperless).toList();
  }

  private Optional<Mistake> paperless(NamedTemplate line, Policy policy) {
    List<String> without =
        sources.stream()
            .filter(source -> !source.can(Source.Ability.DOCUMENT))
            .filter(source -> Colleagues.meant(policy, source))
            .map(source -> "%s (connector %s)".formatted(source.name(), source.connector()))
            .toList();
    return without.isEmpty()
        ? Optional.empty()
        : Optional.of(
            line.mistake(
                "its documents cannot be had from %s: no message with them would leave to its debtors"
                    .formatted(String.join(", ", without)),
                "take documents out of attach, or give these debtors a policy of their own"));
  }
}
