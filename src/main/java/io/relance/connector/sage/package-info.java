/**
 * Sage 100: what its ledger lines mean (lettering, carry-forward, what is still owed), the same for
 * its SQL tables and for its text export.
 */
@NullMarked
package io.relance.connector.sage;

import org.jspecify.annotations.NullMarked;
