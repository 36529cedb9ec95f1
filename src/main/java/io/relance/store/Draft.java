package io.relance.store;

import io.relance.policy.Account;
import io.relance.policy.Decision;
import io.relance.policy.Decision.Ask;
import io.relance.policy.Item;
import io.relance.policy.Level;
import io.relance.policy.Policy;
import io.relance.policy.Reaches;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An act before it is planned: one thing to say by one channel. Its names are those of
 * sql/run/plan-acts.sql.
 *
 * @param merged it speaks for the whole party of its account
 * @param internal the debtor does not hear of it
 * @param aside and its level is told to the debtor too
 * @param digest of the set of items that it lists
 */
public record Draft(
    long account,
    long decision,
    boolean merged,
    String policy,
    String version,
    int level,
    String levelName,
    @Nullable String marker,
    String channel,
    String purpose,
    String role,
    String template,
    boolean internal,
    boolean aside,
    long item,
    boolean approval,
    long digest,
    BigDecimal asked,
    List<Line> items,
    List<Decision.Step> steps) {

  /** One item that it lists. */
  public record Line(long item, BigDecimal open, boolean overdue) {}

  /**
   * What a decision asks for, once per channel of its level, or its fallback, that reaches
   * somebody.
   *
   * @param decisionId the row of the decision in force
   * @param seen the account, or its party, as it was decided
   * @param merged it is its party
   * @param rehearsal only e-mails can be redirected
   */
  public static List<Draft> of(
      Decision decision, long decisionId, Account seen, boolean merged, boolean rehearsal) {
    Policy policy = java.util.Objects.requireNonNull(decision.policy());
    Map<Long, BigDecimal> open =
        seen.items().stream().collect(Collectors.toMap(Item::id, Item::open));
    List<Draft> drafts = new ArrayList<>();
    for (Ask ask : decision.acts()) {
      Level level = policy.level(ask.level());
      seen.reach().ways(level).stream()
          .filter(by -> !rehearsal || by.reaches() == Reaches.EMAIL)
          .map(by -> draft(decision.account(), decisionId, merged, policy, level, by, ask, open))
          .forEach(drafts::add);
    }
    return drafts;
  }

  /**
   * What a decision asks for, by one way only.
   *
   * @param seen the account, or its party, as it was decided
   */
  public static Draft by(
      Level.Channel way,
      Decision decision,
      Ask ask,
      long decisionId,
      Account seen,
      boolean merged) {
    Policy policy = java.util.Objects.requireNonNull(decision.policy());
    Map<Long, BigDecimal> open =
        seen.items().stream().collect(Collectors.toMap(Item::id, Item::open));
    Level level = policy.level(ask.level());
    return draft(decision.account(), decisionId, merged, policy, level, way, ask, open);
  }

  private static Draft draft(
      long account,
      long decision,
      boolean merged,
      Policy policy,
      Level level,
      Level.Channel channel,
      Ask ask,
      Map<Long, BigDecimal> open) {
    return new Draft(
        account,
        decision,
        merged,
        policy.name(),
        policy.version(),
        level.rank(),
        level.name(),
        level.marker(),
        channel.name(),
        ask.purpose().name().toLowerCase(Locale.ROOT),
        channel.role(),
        channel.template(),
        !channel.reaches().debtor(),
        !channel.reaches().debtor() && !level.internal(),
        ask.item(),
        level.approval(),
        digest(ask),
        ask.amount(),
        lines(ask, open),
        ask.steps());
  }

  private static List<Line> lines(Ask ask, Map<Long, BigDecimal> open) {
    return Stream.of(
            ask.overdue().stream().map(id -> new Line(id, open.get(id), true)),
            ask.coming().stream()
                .filter(id -> !ask.overdue().contains(id))
                .map(id -> new Line(id, open.get(id), false)),
            ask.paid().stream().map(paid -> new Line(paid.item(), BigDecimal.ZERO, false)))
        .flatMap(Function.identity())
        .toList();
  }

  /** Of the set of items that an ask lists, in any order. */
  public static long digest(Ask ask) {
    long[] ids = ask.listed().stream().mapToLong(Long::longValue).sorted().distinct().toArray();
    long hash = 0xcbf29ce484222325L;
    for (long id : ids) {
      hash = Long.rotateLeft((hash ^ id) * 0x9e3779b97f4a7c15L, 31);
    }
    return hash;
  }
}
