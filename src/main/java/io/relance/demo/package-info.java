/** Simulated ERPs and sinks, for the demo and for tests. */
@NullMarked
package io.relance.demo;

import org.jspecify.annotations.NullMarked;
