package io.relance.policy;

import java.util.List;

/**
 * A reason as a code with its figures; only figures that do not move with the calendar (days late
 * are computed when read), so that a quiet ledger writes nothing. Words for people are made from it
 * by {@link Words}.
 */
public record Reason(Code code, List<String> args) {

  public static Reason of(Code code, Object... args) {
    return new Reason(code, java.util.Arrays.stream(args).map(String::valueOf).toList());
  }

  /** Each code with its figures, in order. Stored as its lower-case name with hyphens. */
  public enum Code {
    /**
     * level rank, level name, days of the level, oldest due date, amount asked, minimum ("" =
     * none).
     */
    LEVEL,
    /** item: level rank reached, date reached, next level rank, date of the next. */
    REACHED,
    /** item or account: next level rank, the date it is due. */
    NOT_YET,
    /** date of the last contact, days of wait, first day possible. */
    WAIT_CONTACT,
    /** an act is under way for it: level rank. */
    UNDER_WAY,
    /** last level rank, date reached; nothing more in this policy. */
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
    /** the date. */
    HOLD_UNTIL,
    /** payment expected on this date. */
    EXPECTED,
    /** the method. */
    PAYMENT_METHOD,
    NO_ADDRESS,
    /** no segment matches. */
    NO_POLICY,
    /** the name that the debtor carries and no policy has. */
    UNKNOWN_POLICY,
    /** nothing overdue, nothing that a level before the due date names. */
    NOTHING_DUE;

    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    public static Code of(String text) {
      return valueOf(text.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }
  }
}
