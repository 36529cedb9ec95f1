/** Figures and switches as MBeans. */
@NullMarked
package io.relance.jmx;

import org.jspecify.annotations.NullMarked;
