/** Who hears what: policies, levels, and the decision, which is pure (no clock, no I/O). */
@NullMarked
package io.relance.policy;

import org.jspecify.annotations.NullMarked;
