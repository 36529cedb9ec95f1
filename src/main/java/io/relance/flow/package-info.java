/** The beans that routes call; each is thin and ties the rooms together. */
@NullMarked
package io.relance.flow;

import org.jspecify.annotations.NullMarked;
