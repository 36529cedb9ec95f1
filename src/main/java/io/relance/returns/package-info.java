/** What comes back by e-mail: bytes of strangers, taken apart within bounds and given a name. */
@NullMarked
package io.relance.returns;

import org.jspecify.annotations.NullMarked;
