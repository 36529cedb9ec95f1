package io.relance.store;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A hold of an account.
 *
 * @param who SOURCE/COMPANY/DEBTOR
 * @param until its last day; null = until a person ends it
 */
public record Held(
    long account,
    String who,
    String name,
    String why,
    LocalDate since,
    @Nullable LocalDate until,
    String note,
    String actor) {

  /** How long and why: "up to and including 2026-11-24 (person: plan of 3 payments)". */
  String lasts() {
    return "%s (%s%s)"
        .formatted(
            until == null ? "until somebody ends it" : "up to and including " + until,
            why,
            note.isEmpty() ? "" : ": " + note);
  }
}
