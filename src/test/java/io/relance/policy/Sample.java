package io.relance.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Policies and accounts for tests, built from the few values that a test is about. */
final class Sample {
  private Sample() {}

  static Level level(int rank, int days) {
    return level(rank, days, 1);
  }

  static Level level(int rank, int days, int wait) {
    var channel = new Level.Channel("email", Reaches.EMAIL, "level-" + rank, "billing");
    return new Level(
        rank, "Level " + rank, "R" + rank, days, wait, Map.of(), 8, false, List.of(channel));
  }

  static Level minimum(Level level, String eur) {
    return new Level(
        level.rank(),
        level.name(),
        level.marker(),
        level.days(),
        level.minimumWait(),
        Map.of("EUR", new BigDecimal(eur)),
        level.deadline(),
        level.approval(),
        level.channels());
  }

  /** A climbing account policy for everybody with these days, wait 1, nothing repeated. */
  static Policy ladder(int... days) {
    var levels = new ArrayList<Level>();
    for (int day : days) {
      levels.add(level(levels.size() + 1, day));
    }
    return policy(levels);
  }

  static Policy policy(List<Level> levels) {
    return new Policy(
        "test",
        "v1",
        100,
        Segment.EVERYBODY,
        Policy.Progress.CLIMB,
        Policy.Unit.ACCOUNT,
        Policy.ActLevel.HIGHEST,
        Policy.Netting.ACCOUNT,
        new Policy.Repeat(null),
        Set.of("Direct debit"),
        levels);
  }

  static Policy with(
      Policy policy, Policy.Progress progress, Policy.Unit unit, @Nullable Integer repeat) {
    return new Policy(
        policy.name(),
        policy.version(),
        policy.order(),
        policy.segment(),
        progress,
        unit,
        policy.actLevel(),
        policy.netting(),
        new Policy.Repeat(repeat),
        policy.excludedPaymentMethods(),
        policy.levels());
  }

  static Policy with(Policy policy, Calendar calendar) {
    return new Policy(
        policy.name(),
        policy.version(),
        policy.order(),
        policy.segment(),
        policy.progress(),
        policy.unit(),
        policy.actLevel(),
        policy.netting(),
        policy.debtors(),
        policy.repeat(),
        policy.excludedPaymentMethods(),
        policy.levels(),
        calendar,
        policy.onReply(),
        policy.thanks());
  }

  static Policy with(Policy policy, Policy.OnReply onReply) {
    return new Policy(
        policy.name(),
        policy.version(),
        policy.order(),
        policy.segment(),
        policy.progress(),
        policy.unit(),
        policy.actLevel(),
        policy.netting(),
        policy.debtors(),
        policy.repeat(),
        policy.excludedPaymentMethods(),
        policy.levels(),
        policy.calendar(),
        onReply,
        policy.thanks());
  }

  /** Thanks by e-mail, up to ten days after the payment. */
  static Policy thanking(Policy policy) {
    var channel = new Level.Channel("email", Reaches.EMAIL, "thanks", "billing");
    var level = new Level(0, "Thanks", null, 0, 1, Map.of(), null, false, List.of(channel));
    return with(policy, policy.debtors(), new Thanks(10, level));
  }

  /** For debtors whom several sources know, as one. */
  static Policy merged(Policy policy) {
    return with(policy, Policy.Debtors.MERGED, policy.thanks());
  }

  private static Policy with(Policy policy, Policy.Debtors debtors, @Nullable Thanks thanks) {
    return new Policy(
        policy.name(),
        policy.version(),
        policy.order(),
        policy.segment(),
        policy.progress(),
        policy.unit(),
        policy.actLevel(),
        policy.netting(),
        debtors,
        policy.repeat(),
        policy.excludedPaymentMethods(),
        policy.levels(),
        policy.calendar(),
        policy.onReply(),
        thanks);
  }

  static Policy named(Policy policy, String name, int order, Segment segment) {
    return new Policy(
        name,
        policy.version(),
        order,
        segment,
        policy.progress(),
        policy.unit(),
        policy.actLevel(),
        policy.netting(),
        policy.repeat(),
        policy.excludedPaymentMethods(),
        policy.levels());
  }

  static Item item(long id, String due, String open) {
    return new Item(
        id,
        LocalDate.parse(due),
        new BigDecimal(open),
        null,
        false,
        false,
        false,
        null,
        null,
        0,
        0,
        null,
        0);
  }

  static Item issued(Item item, String on) {
    return new Item(
        item.id(),
        item.due(),
        item.open(),
        item.paymentMethod(),
        item.dispute(),
        item.noFollowup(),
        item.inPayment(),
        item.expectedOn(),
        item.policy(),
        item.level(),
        item.occurrence(),
        item.levelOn(),
        item.stepTaken(),
        LocalDate.parse(on));
  }

  static Item reached(Item item, int level, String on) {
    return new Item(
        item.id(),
        item.due(),
        item.open(),
        item.paymentMethod(),
        item.dispute(),
        item.noFollowup(),
        item.inPayment(),
        item.expectedOn(),
        "test",
        level,
        item.occurrence(),
        LocalDate.parse(on),
        0);
  }

  static Account account(Item... items) {
    return account(null, items);
  }

  static Account account(@Nullable String lastContact, Item... items) {
    return new Account(
        1,
        "acme/1",
        "EUR",
        "FR",
        "fr",
        null,
        Set.of(),
        true,
        null,
        null,
        false,
        false,
        null,
        Reach.byEmail(Reach.Who.ANYBODY),
        lastContact == null ? null : LocalDate.parse(lastContact),
        List.of(items));
  }

  static Decision decide(Policy policy, Account account, String today) {
    return Policies.of(List.of(policy)).decide(account, LocalDate.parse(today));
  }

  /** The only act of a decision. */
  static Decision.Ask ask(Decision decision) {
    if (decision.acts().size() != 1) {
      throw new AssertionError("not one act: " + decision);
    }
    return decision.acts().get(0);
  }
}
