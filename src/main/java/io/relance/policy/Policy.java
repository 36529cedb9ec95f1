package io.relance.policy;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An ordered list of levels and for whom it is; one YAML file in routes/policies.
 *
 * @param version the file's content, hashed: decisions and acts name the version that made them
 * @param order policies are tried by order, then name; the first whose segment matches wins
 * @param excludedPaymentMethods debtors and items paid so are left alone; case does not matter
 * @param levels by ascending days, ranks 1, 2, 3…
 * @param calendar when it lets a debtor be contacted
 * @param onReply what an answer of the debtor does
 * @param thanks how it thanks for what was paid; null = not at all
 */
public record Policy(
    String name,
    String version,
    int order,
    Segment segment,
    Progress progress,
    Unit unit,
    ActLevel actLevel,
    Netting netting,
    Debtors debtors,
    Repeat repeat,
    Set<String> excludedPaymentMethods,
    List<Level> levels,
    Calendar calendar,
    OnReply onReply,
    @Nullable Thanks thanks) {

  /** One for which a debtor whom several sources know is several. */
  public Policy(
      String name,
      String version,
      int order,
      Segment segment,
      Progress progress,
      Unit unit,
      ActLevel actLevel,
      Netting netting,
      Repeat repeat,
      Set<String> excludedPaymentMethods,
      List<Level> levels) {
    this(
        name,
        version,
        order,
        segment,
        progress,
        unit,
        actLevel,
        netting,
        Debtors.SOURCE,
        repeat,
        excludedPaymentMethods,
        levels,
        Calendar.OPEN,
        OnReply.PAUSE,
        null);
  }

  public Policy {
    var methods = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    methods.addAll(excludedPaymentMethods);
    excludedPaymentMethods = Collections.unmodifiableSet(methods);
    levels = List.copyOf(levels);
  }

  /** An answer stops the sequence until a person has answered too, or stops nothing. */
  public enum OnReply {
    PAUSE,
    GO_ON
  }

  /** Climb: one level at a time. Jump: by age. */
  public enum Progress {
    CLIMB,
    JUMP
  }

  /** One message per account, or one per item. */
  public enum Unit {
    ACCOUNT,
    ITEM
  }

  /** The act carries the highest level among all overdue items, or among today's new steps. */
  public enum ActLevel {
    HIGHEST,
    NEW
  }

  /** Credits on account against what the act would ask for. */
  public enum Netting {
    ACCOUNT,
    NONE
  }

  /** A debtor whom several sources know: a message of each, or one for all (decision 0003). */
  public enum Debtors {
    SOURCE,
    MERGED
  }

  /**
   * After the last level.
   *
   * @param days repeat it every so many days; null = once
   */
  public record Repeat(@Nullable Integer days) {}

  /** The level of that rank, {@link Thanks#RANK} its thanks; throws when there is none. */
  public Level level(int rank) {
    return rank == Thanks.RANK && thanks != null ? thanks.level() : levels.get(rank - 1);
  }

  /** The level of that rank, {@link Thanks#RANK} its thanks. */
  public Optional<Level> find(int rank) {
    if (rank == Thanks.RANK) {
      return Optional.ofNullable(thanks).map(Thanks::level);
    }
    return rank <= last() ? Optional.of(levels.get(rank - 1)) : Optional.empty();
  }

  /** The rank of the last level. */
  public int last() {
    return levels.size();
  }

  /** The first day on which an item may be reminded of, whatever its level. */
  LocalDate quiet(Item item) {
    return calendar.afterIssue() == 0 || item.issued() == null
        ? LocalDate.MIN
        : item.issued().plusDays(calendar.afterIssue());
  }

  boolean excludes(@Nullable String paymentMethod) {
    return paymentMethod != null
        && !excludedPaymentMethods.isEmpty()
        && excludedPaymentMethods.contains(paymentMethod);
  }
}
