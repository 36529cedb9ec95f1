package io.relance.ledger;

import java.util.List;

/**
 * Companies that speak to debtors as one: {@code relance.merge.NAME}.
 *
 * @param companies SOURCE/KEY, each once; the first leads
 */
public record Creditor(String name, List<String> companies) {}
