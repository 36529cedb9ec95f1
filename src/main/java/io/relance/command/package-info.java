/** What a person types: one class per command, thin over the other rooms. */
@NullMarked
package io.relance.command;

import org.jspecify.annotations.NullMarked;
