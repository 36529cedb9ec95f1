/**
 * Relance: a dunning hub. {@link io.relance.Relance} starts it and is the only place that knows the
 * wall clock.
 */
@NullMarked
package io.relance;

import org.jspecify.annotations.NullMarked;
