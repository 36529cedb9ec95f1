/** What happened, append-only and chained. */
@NullMarked
package io.relance.journal;

import org.jspecify.annotations.NullMarked;
