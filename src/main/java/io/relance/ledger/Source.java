package io.relance.ledger;

import java.util.List;

/**
 * One ERP deployment.
 *
 * @param name as in relance.source.NAME
 * @param connector the folder under connectors/
 * @param companies the ERP's own company keys, in the order in which they are pulled
 */
public record Source(String name, String connector, List<String> companies) {}
