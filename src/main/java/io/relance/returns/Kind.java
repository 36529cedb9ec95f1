package io.relance.returns;

import java.util.Locale;

/** What a mail that came back is; what each does: src/docs/decisions/0008-what-comes-back.md. */
public enum Kind {
  /** Nobody has this address, or its domain does not exist. */
  HARD,
  /** Returned for good, which says nothing against the address: full, too late, too large. */
  SOFT,
  /** Refused for what we are or send (5.7.x), not for the address. */
  POLICY,
  /** Not yet delivered; the mail server goes on trying. */
  DELAYED,
  /** A report that it arrived. */
  DELIVERED,
  /** A receipt that it was opened (RFC 8098). */
  READ,
  /** A report that it was taken for spam (RFC 5965). */
  COMPLAINT,
  /** A filter lets it through when a person proves to be one. */
  CHALLENGE,
  /** Out of office and other answers that no person wrote. */
  AUTOMATIC,
  /** A person wrote. */
  REPLY,
  /** A report that names no outcome, or what cannot be taken apart. */
  UNREADABLE;

  /** The mail did not arrive, and no one tries any more. */
  public boolean failed() {
    return this == HARD || this == SOFT || this == POLICY;
  }

  /** As it stands in the database. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
