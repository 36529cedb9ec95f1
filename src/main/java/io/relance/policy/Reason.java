package io.relance.policy;

import java.math.BigDecimal;
import java.util.List;

/**
 * A reason as a code with its figures; only figures that do not move with the calendar (days late
 * are computed when read), so that a quiet ledger writes nothing. Words for people are made from it
 * by {@link Words}.
 */
public record Reason(Code code, List<String> args) {

  public static Reason of(Code code, Object... args) {
    var texts = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      texts[i] = args[i] instanceof BigDecimal amount ? amount.toPlainString() : args[i].toString();
    }
    return new Reason(code, List.of(texts));
  }

  /** Each code with its figures, in order. Stored as its lower-case name with hyphens. */
  public enum Code {
    /**
     * level rank, level name, days of the level, oldest due date that carries it, amount asked,
     * minimum ("" = none).
     */
    LEVEL,
    /** level rank reached, date reached ("" = not known), next level rank, date of the next. */
    REACHED,
    /** nothing said yet: next level rank, the date it is due. */
    NOT_YET,
    /** date of the last contact, days of wait, first day possible. */
    WAIT_CONTACT,
    /**
     * days of contact, the first of them, within how many days that is the most, first day
     * possible.
     */
    ENOUGH_CONTACTS,
    /** date of issue, days of silence after it, level rank, the date it is possible. */
    JUST_ISSUED,
    /** an act is under way for it: level rank. */
    UNDER_WAY,
    /** last level rank, date reached ("" = not known); nothing more in this policy. */
    LAST_LEVEL,
    /** credits, overdue. */
    CREDIT_COVERS,
    /** a credit: its amount counts against what is asked. */
    CREDIT,
    /** amount, minimum, level rank. */
    BELOW_MINIMUM,
    DEBTOR_EXCLUDED,
    DEBTOR_DISPUTE,
    /** item under dispute. */
    DISPUTE,
    NO_FOLLOWUP,
    /** a payment is on its way in the ERP. */
    IN_PAYMENT,
    /** the last day of the hold. */
    HOLD_UNTIL,
    /** the last day of a person's hold ("" = none), why. */
    HELD_PERSON,
    /** the promised day, what was said. */
    HELD_PROMISE,
    /** since when an answer of the debtor waits, its subject. */
    HELD_REPLY,
    /** since when a message of an earlier level is known to have come back, from which address. */
    HELD_BOUNCE,
    /** payment expected on this date; left alone until it has passed. */
    EXPECTED,
    /** the method. */
    PAYMENT_METHOD,
    NO_ADDRESS,
    /** no segment matches. */
    NO_POLICY,
    /** the name that the debtor carries and no policy has. */
    UNKNOWN_POLICY,
    /** one debtor in several sources: company and id of the account that speaks for it. */
    TOGETHER,
    /** nothing overdue, nothing that a level before the due date names. */
    NOTHING_DUE,
    /** items reminded of and paid, their sum, within how many days of the last payment, its day. */
    THANKS;

    /** What a decision with this reason is. */
    public Decision.Outcome outcome() {
      return switch (this) {
        case LEVEL, THANKS -> Decision.Outcome.CONTACT;
        case REACHED, NOT_YET, WAIT_CONTACT, ENOUGH_CONTACTS, JUST_ISSUED, UNDER_WAY, TOGETHER ->
            Decision.Outcome.WAIT;
        case LAST_LEVEL, CREDIT, NOTHING_DUE -> Decision.Outcome.NOTHING;
        default -> Decision.Outcome.HELD;
      };
    }

    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    public static Code of(String text) {
      return valueOf(text.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }
  }
}
