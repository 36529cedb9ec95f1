/** What YAML cannot say about Axelor: its logins, its searches that fail in silence, its signs. */
@NullMarked
package io.relance.connector.axelor;

import org.jspecify.annotations.NullMarked;
