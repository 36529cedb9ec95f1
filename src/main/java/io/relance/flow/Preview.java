package io.relance.flow;

import io.relance.outbox.Recipients;
import io.relance.outbox.Wait;
import io.relance.policy.Account;
import io.relance.policy.Decision;
import io.relance.policy.Decision.Ask;
import io.relance.policy.Decision.Outcome;
import io.relance.policy.Item;
import io.relance.policy.Level;
import io.relance.policy.Paid;
import io.relance.policy.Policies;
import io.relance.policy.Policy;
import io.relance.policy.Reason;
import io.relance.policy.Words;
import io.relance.store.AccountStore;
import io.relance.store.OutwardStore;
import io.relance.store.PlanStore;
import io.relance.store.PlanStore.Face;
import io.relance.store.WaitStore.Whereabouts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides a company for a day and shows what would come of it; changes nothing. */
public final class Preview {
  private final AccountStore accounts;
  private final PlanStore names;
  private final OutwardStore outward;
  private final Policies policies;
  private final Timing timing;

  public Preview(
      AccountStore accounts,
      PlanStore names,
      OutwardStore outward,
      Policies policies,
      Timing timing) {
    this.accounts = accounts;
    this.names = names;
    this.outward = outward;
    this.policies = policies;
    this.timing = timing;
  }

  /**
   * The plan of a day, as if nothing happened until then.
   *
   * @param policy only what this policy would send; null = all
   * @param locale of the reasons
   */
  public Plan of(PlanStore.Company company, LocalDate day, @Nullable String policy, Locale locale) {
    var sketch = new Sketch(company, policy, day, Words.in(locale));
    accounts
        .paidSince(policies.thanksSince(day))
        .all(company.id(), known -> sketch.add(known.account()));
    return sketch.plan();
  }

  /** An account, or its party as one, with what was decided. */
  private record Decided(Account account, Decision decision, List<Account> party) {}

  /** Collects the decisions that matter, then asks for names once. */
  private final class Sketch {
    private final PlanStore.Company company;
    private final @Nullable String only;
    private final LocalDate day;
    private final Words words;
    private final List<Decided> contacts = new ArrayList<>();
    private final List<Decided> unreachable = new ArrayList<>();
    private final SortedMap<String, Integer> silent = new TreeMap<>();
    private final SortedMap<String, Plan.Total> totals = new TreeMap<>();
    private int looked;

    Sketch(PlanStore.Company company, @Nullable String only, LocalDate day, Words words) {
      this.company = company;
      this.only = only;
      this.day = day;
      this.words = words;
    }

    void add(Account own) {
      var decision = policies.decide(own, day);
      var account =
          decision.reason().code() == Reason.Code.TOGETHER ? own : policies.seen(own, day);
      if (account.items().isEmpty() && decision.acts().isEmpty() || !wanted(decision.policy())) {
        return;
      }
      looked += account.items().isEmpty() ? 0 : 1;
      if (decision.outcome() == Outcome.CONTACT) {
        contacts.add(decided(own, account, decision));
        decision
            .acts()
            .forEach(ask -> totals.merge(account.currency(), total(ask), Plan.Total::plus));
        return;
      }
      silent.merge(decision.reason().code().text(), 1, Integer::sum);
      if (decision.reason().code() == Reason.Code.NO_ADDRESS) {
        unreachable.add(decided(own, account, decision));
      }
    }

    private static Decided decided(Account own, Account seen, Decision decision) {
      return new Decided(seen, decision, seen == own ? List.of() : own.party());
    }

    private boolean wanted(@Nullable Policy policy) {
      return only == null || (policy != null && policy.name().equals(only));
    }

    private Plan.Total total(Ask ask) {
      return new Plan.Total(
          1, meant(ask).size(), ask.amount().add(ask.credit()), ask.credit(), ask.amount());
    }

    Plan plan() {
      var messages = messages();
      return new Plan(
          company.path(),
          company.name(),
          outward.get(company.id()).mode().text(),
          day,
          looked,
          messages,
          totals,
          silent,
          unreachable(),
          rungs(messages));
    }

    private List<Plan.Message> messages() {
      var faces = faces(contacts);
      var numbers = names.numbers(listed());
      var messages = new ArrayList<Plan.Message>();
      for (var one : contacts) {
        for (var ask : one.decision().acts()) {
          messages.addAll(messages(one, ask, faces.get(one.account().id()), numbers));
        }
      }
      messages.sort(
          Comparator.comparing(Plan.Message::policy)
              .thenComparing(Plan.Message::level)
              .thenComparing(Plan.Message::name)
              .thenComparing(Plan.Message::account));
      return messages;
    }

    private Map<Long, Face> faces(List<Decided> some) {
      return names.faces(
          some.stream().map(one -> one.account().id()).toList(),
          some.stream()
              .filter(one -> !one.party().isEmpty())
              .map(one -> one.account().id())
              .toList());
    }

    private Set<Long> listed() {
      Set<Long> items = new HashSet<>();
      for (var one : contacts) {
        for (var ask : one.decision().acts()) {
          items.addAll(ask.listed());
        }
      }
      return items;
    }

    private List<Plan.Message> messages(
        Decided one, Ask ask, Face face, Map<Long, String> numbers) {
      var policy = one.decision().policy();
      if (policy == null) {
        return List.of();
      }
      var level = policy.level(ask.level());
      return one.account().reach().ways(level).stream()
          .filter(channel -> !recipients(level, channel, face).told())
          .map(channel -> message(one, ask, policy, level, channel, face, numbers))
          .toList();
    }

    private static Recipients recipients(Level level, Level.Channel channel, Face face) {
      var before = level.rolesBefore(channel.name(), channel.role());
      return Recipients.choose(channel.reaches(), channel.role(), before, face.people(), Set.of());
    }

    private Plan.Message message(
        Decided one,
        Ask ask,
        Policy policy,
        Level level,
        Level.Channel channel,
        Face face,
        Map<Long, String> numbers) {
      return new Plan.Message(
          one.account().id(),
          face.debtor(),
          face.name(),
          policy.name(),
          level.rank(),
          level.name(),
          level.marker(),
          ask.purpose().name().toLowerCase(Locale.ROOT),
          channel.name(),
          recipients(level, channel, face).to(),
          one.account().currency(),
          ask.amount(),
          ask.credit(),
          dues(one.account(), ask).min(Comparator.naturalOrder()).orElse(day),
          meant(ask).stream().map(numbers::get).sorted().toList(),
          words.of(reason(one.decision(), ask), one.account().currency(), day),
          level.approval(),
          others(one, ask),
          waits(policy, channel, face));
    }

    private @Nullable String waits(Policy policy, Level.Channel channel, Face face) {
      var zone = ZoneId.of(company.zone());
      var postal = face.postal();
      var where = new Whereabouts(postal.country(), postal.zip(), company.country(), zone);
      return timing
          .find(policy, channel.name(), where, timing.at(day, zone))
          .filter(wait -> channel.reaches().debtor())
          .map(Wait::text)
          .orElse(null);
    }

    private static List<String> others(Decided one, Ask ask) {
      return one.party().stream()
          .filter(other -> !other.company().equals(one.account().company()))
          .filter(other -> other.items().stream().map(Item::id).anyMatch(ask.listed()::contains))
          .map(Account::company)
          .distinct()
          .toList();
    }

    /** Of an item policy, the item's own reason. */
    private static Reason reason(Decision decision, Ask ask) {
      return decision.items().stream()
          .filter(item -> item.item() == ask.item())
          .map(Decision.ItemDecision::reason)
          .findFirst()
          .orElse(decision.reason());
    }

    /** The items that it is about: asked for, announced or thanked for. */
    private static List<Long> meant(Ask ask) {
      return switch (ask.purpose()) {
        case OVERDUE -> ask.overdue();
        case COMING -> ask.coming();
        case PAID -> ask.listed();
      };
    }

    private static Stream<LocalDate> dues(Account account, Ask ask) {
      var ids = new HashSet<>(meant(ask));
      return Stream.concat(
          account.items().stream().filter(item -> ids.contains(item.id())).map(Item::due),
          ask.paid().stream().map(Paid::due));
    }

    private List<Plan.Unreachable> unreachable() {
      var faces = faces(unreachable);
      return unreachable.stream()
          .map(one -> unreachable(one, faces.get(one.account().id())))
          .sorted(Comparator.comparing(Plan.Unreachable::name))
          .toList();
    }

    private static Plan.Unreachable unreachable(Decided one, Face face) {
      BigDecimal overdue = one.decision().overdue();
      var account = one.account();
      return new Plan.Unreachable(
          account.id(), face.debtor(), face.name(), account.currency(), overdue);
    }

    /** The levels of every policy that sends something, or of the one asked for. */
    private List<Plan.Rung> rungs(List<Plan.Message> messages) {
      Map<String, Integer> counted = new HashMap<>();
      messages.forEach(
          message -> counted.merge(message.policy() + message.level(), 1, Integer::sum));
      var used = messages.stream().map(Plan.Message::policy).collect(Collectors.toSet());
      var rungs = new ArrayList<Plan.Rung>();
      for (var policy : policies.list()) {
        if (used.contains(policy.name()) || policy.name().equals(only)) {
          policy.levels().forEach(level -> rungs.add(rung(policy, level, level.days(), counted)));
          if (policy.thanks() != null) {
            rungs.add(rung(policy, policy.thanks().level(), policy.thanks().within(), counted));
          }
        }
      }
      return rungs;
    }

    private Plan.Rung rung(Policy policy, Level level, int days, Map<String, Integer> counted) {
      return new Plan.Rung(
          policy.name(),
          level.rank(),
          level.name(),
          days,
          day.minusDays(days),
          counted.getOrDefault(policy.name() + level.rank(), 0));
    }
  }
}
