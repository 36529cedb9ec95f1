/** Runs the SQL behind ledger, decisions, outbox and journal; the only room that knows java.sql. */
@NullMarked
package io.relance.store;

import org.jspecify.annotations.NullMarked;
