package io.relance.policy;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** All policies of an installation, in the order in which they are tried. Immutable. */
public final class Policies {
  private final List<Policy> list;
  private final String version;

  private Policies(List<Policy> list, String version) {
    this.list = list;
    this.version = version;
  }

  /** Named policies, each name once (refused otherwise); version is made of theirs. */
  public static Policies of(List<Policy> policies) {
    var versions = policies.stream().map(Policy::version).sorted().collect(Collectors.joining("-"));
    return of(policies, versions);
  }

  /** The same with a version of one's own, e.g. a hash over all files. */
  public static Policies of(List<Policy> policies, String version) {
    var names = policies.stream().map(Policy::name).distinct().count();
    if (names != policies.size()) {
      throw new IllegalArgumentException("two policies of one name");
    }
    var order = Comparator.comparingInt(Policy::order).thenComparing(Policy::name);
    return new Policies(policies.stream().sorted(order).toList(), version);
  }

  /** Changes when any policy changes. */
  public String version() {
    return version;
  }

  /** In the order in which they are tried. */
  public List<Policy> list() {
    return list;
  }

  public Optional<Policy> find(String name) {
    for (var policy : list) {
      if (policy.name().equals(name)) {
        return Optional.of(policy);
      }
    }
    return Optional.empty();
  }

  /** Throws NoSuchElementException when there is none of that name. */
  public Policy get(String name) {
    return find(name)
        .orElseThrow(() -> new NoSuchElementException("no policy is named '" + name + "'"));
  }

  /**
   * Who hears what on this day, and why. Pure: no clock, no I/O, the same answer for the same
   * input. The account's items are its open ones, in any order.
   */
  public Decision decide(Account account, LocalDate today) {
    return account.party().isEmpty() ? alone(account, today) : among(account, today);
  }

  private Decision alone(Account account, LocalDate today) {
    var usual =
        account.policy() != null
            ? named(account, account.policy(), today)
            : bySegment(account, today);
    return account.paid().isEmpty() ? usual : thanked(usual, account, today);
  }

  /** By the policy that reminded last: what he owes now may be another one's. */
  private Decision thanked(Decision usual, Account account, LocalDate today) {
    var last = account.paid().stream().max(Comparator.comparing(Paid::on)).orElseThrow();
    var policy = find(last.policy()).orElse(null);
    var thanks = policy == null ? null : policy.thanks();
    return policy == null || thanks == null
        ? usual
        : new Thanking(policy, thanks, account, today).insteadOf(usual);
  }

  /**
   * The first day whose payments may still be thanked for by any policy; empty when none thanks.
   */
  public Optional<LocalDate> thanksSince(LocalDate today) {
    return list.stream()
        .map(Policy::thanks)
        .filter(Objects::nonNull)
        .map(thanks -> today.minusDays(thanks.within()))
        .min(Comparator.naturalOrder());
  }

  /**
   * What of it was looked at: the account itself, or all of its party as one, with the items of
   * each.
   */
  public Account seen(Account account, LocalDate today) {
    if (account.party().isEmpty()) {
      return account;
    }
    var all = Party.of(account.party());
    return merged(alone(all, today)) ? all : account;
  }

  private static boolean merged(Decision together) {
    return together.policy() != null && together.policy().debtors() == Policy.Debtors.MERGED;
  }

  /**
   * The policy that its party as a whole meets says whether they are decided together; then one
   * speaks for all.
   */
  private Decision among(Account account, LocalDate today) {
    var together = alone(Party.of(account.party()), today);
    if (!merged(together)) {
      return alone(account, today).noLaterThan(together.until());
    }
    var lead = account.party().get(0);
    return account.id() == lead.id() ? together : together.of(account, lead);
  }

  private Decision named(Account account, String name, LocalDate today) {
    var policy = find(name);
    return policy.isPresent()
        ? under(policy.get(), account, today)
        : Exclusion.held(
            null, account, Reason.of(Reason.Code.UNKNOWN_POLICY, name), Decision.NEVER);
  }

  /**
   * A policy passed over today may take the account tomorrow: age and amount move with the days.
   */
  private Decision bySegment(Account account, LocalDate today) {
    var until = Decision.NEVER;
    for (var policy : list) {
      if (policy.segment().matches(account, today)) {
        return under(policy, account, today).noLaterThan(until);
      }
      until = Days.earlier(until, policy.segment().mayMatch(account, today), today);
    }
    return Exclusion.held(null, account, Reason.of(Reason.Code.NO_POLICY), until);
  }

  private static Decision under(Policy policy, Account account, LocalDate today) {
    var left = Exclusion.of(policy, account, today);
    if (left != null) {
      return left;
    }
    var facts = new Case(policy, account, today);
    return policy.unit() == Policy.Unit.ACCOUNT
        ? new PerAccount(facts).decide()
        : new PerItem(facts).decide();
  }
}
