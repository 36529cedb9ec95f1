/** Reads properties and policy files, and reports every mistake at once. */
@NullMarked
package io.relance.settings;

import org.jspecify.annotations.NullMarked;
