package io.relance.policy;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * An item that the debtor was reminded of and has paid since, and for which nobody thanked him yet.
 *
 * @param amount what the last reminder asked for it, and what was paid
 * @param on the day of its last payment
 * @param policy that reminded of it last
 */
public record Paid(long item, LocalDate due, BigDecimal amount, LocalDate on, String policy) {}
