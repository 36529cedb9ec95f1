package io.relance.policy;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * For whom a policy is, when the debtor names none. Empty or null parts match everybody; all parts
 * must match.
 *
 * @param companies "source/company key"
 * @param minimumOverdue in the account's own currency
 */
public record Segment(
    Set<String> companies,
    Set<String> countries,
    Set<String> languages,
    Set<String> categories,
    Set<String> tags,
    Set<String> currencies,
    @Nullable Boolean business,
    @Nullable BigDecimal minimumOverdue,
    @Nullable Integer minimumDaysLate) {}
