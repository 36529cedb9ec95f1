package io.relance.connector;

/**
 * An ERP that cannot be read or cannot be believed now. Its message is for people: what is wrong,
 * where, what to do. Thrown by connectors; the pull voids the sweep, the send route keeps its acts
 * queued without counting an attempt.
 */
public final class SourceTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Kinds that are treated differently: only UNREACHABLE is worth retrying by itself. */
  public enum Kind {
    /** network, time-out, 429, 502-504: back off and retry. */
    UNREACHABLE,
    /** key expired or wrong: stop, alarm, never retry in a loop (lock-out). */
    REFUSED,
    /** wrong database, missing right, unknown company: a person must change a setting. */
    MISCONFIGURED,
    /** a field or model is not what it was. */
    DRIFT,
    /**
     * the answer contradicts itself or what we know: HTML with 200, totals that differ, a wrong
     * clock.
     */
    LIES,
    /** it shows less than it did, as an older backup does: a whole sweep is held for a person. */
    OLDER
  }

  private final Kind kind;

  public SourceTrouble(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public SourceTrouble(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
