package io.relance.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, before it has its place in the chain.
 *
 * @param kind what happened, in the product's words: "act sending", "act sent", "act cancelled"…
 * @param actor a person's name, or the part of the hub that did it
 * @param detail figures and names that explain it; stored as canonical JSON and hashed
 * @param payload the words that were sent, null = none
 * @param payloadSha256 their hash; it stays when the words are erased
 */
public record Entry(
    Instant at,
    String kind,
    String actor,
    @Nullable Long company,
    @Nullable Long account,
    @Nullable Long act,
    Map<String, String> detail,
    @Nullable Long payload,
    byte @Nullable [] payloadSha256) {

  /**
   * Instants are kept to the microsecond, as the database does: else the chain would not verify.
   */
  public Entry {
    at = at.truncatedTo(ChronoUnit.MICROS);
  }

  /** An entry about an act, without words. */
  public static Entry ofAct(
      Instant at,
      String kind,
      String actor,
      long company,
      long account,
      long act,
      Map<String, String> detail) {
    return new Entry(at, kind, actor, company, account, act, detail, null, null);
  }
}
