package io.relance.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One open item as a decision sees it.
 *
 * @param open signed, in the account's currency; negative = credit note or payment on account
 * @param policy the policy under which {@code level} was reached; another policy's level counts by
 *     its rank capped
 * @param level the level reached by contact in the present cycle, 0 = none
 * @param expectedOn payment is expected then; the item is left alone up to and on that day
 * @param occurrence how often a last level has been repeated in the present cycle
 * @param levelOn when it was reached
 * @param stepTaken the rank of a step that is reserved or uncertain (an act is under way), 0 = none
 * @param issued when the debtor was sent it; null = not known
 */
public record Item(
    long id,
    LocalDate due,
    BigDecimal open,
    @Nullable String paymentMethod,
    boolean dispute,
    boolean noFollowup,
    boolean inPayment,
    @Nullable LocalDate expectedOn,
    @Nullable String policy,
    int level,
    int occurrence,
    @Nullable LocalDate levelOn,
    int stepTaken,
    @Nullable LocalDate issued) {

  /** One of which it is not known when it was issued. */
  public Item(
      long id,
      LocalDate due,
      BigDecimal open,
      @Nullable String paymentMethod,
      boolean dispute,
      boolean noFollowup,
      boolean inPayment,
      @Nullable LocalDate expectedOn,
      @Nullable String policy,
      int level,
      int occurrence,
      @Nullable LocalDate levelOn,
      int stepTaken) {
    this(
        id,
        due,
        open,
        paymentMethod,
        dispute,
        noFollowup,
        inPayment,
        expectedOn,
        policy,
        level,
        occurrence,
        levelOn,
        stepTaken,
        null);
  }

  /** The same item before that occurrence of that level was said of it, on a day long past. */
  public Item before(int level, int occurrence) {
    return new Item(
        id,
        due,
        open,
        paymentMethod,
        dispute,
        noFollowup,
        inPayment,
        expectedOn,
        policy,
        occurrence == 0 ? level - 1 : level,
        Math.max(0, occurrence - 1),
        null,
        stepTaken,
        issued);
  }

  Item paidBy(@Nullable String method) {
    return new Item(
        id,
        due,
        open,
        method,
        dispute,
        noFollowup,
        inPayment,
        expectedOn,
        policy,
        level,
        occurrence,
        levelOn,
        stepTaken,
        issued);
  }

  public boolean credit() {
    return open.signum() < 0;
  }
}
