/** Once-only promises to send: acts, their states and receipts. */
@NullMarked
package io.relance.outbox;

import org.jspecify.annotations.NullMarked;
