/** Files as whole snapshots of a ledger: the drop folder, and the readers of FEC and of lists. */
@NullMarked
package io.relance.connector.file;

import org.jspecify.annotations.NullMarked;
