/** What is owed: the canonical ledger's words. Sees {@code java} and joda-money only. */
@NullMarked
package io.relance.ledger;

import org.jspecify.annotations.NullMarked;
