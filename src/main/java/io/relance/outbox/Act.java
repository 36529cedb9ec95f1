package io.relance.outbox;

import io.relance.policy.Decision.Step;
import io.relance.policy.Thanks;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;

/**
 * One message to be sent, as a node has claimed it.
 *
 * @param item 0 in account policies
 * @param redirected a rehearsal: it takes no step and is no contact
 * @param approval a person approved exactly these items under exactly this policy version
 * @param attempts sends that are known to have failed
 * @param resend it may have left already: only the stored bytes may leave again
 * @param items what it listed when planned
 * @param steps what it has reserved
 * @param zone the company's
 * @param merged it speaks for the whole party of its account
 */
public record Act(
    long id,
    long company,
    long account,
    String policy,
    String policyVersion,
    int level,
    String channel,
    String purpose,
    String role,
    String template,
    long item,
    LocalDate businessDay,
    boolean redirected,
    boolean approval,
    int attempts,
    boolean resend,
    Set<Long> items,
    Set<Step> steps,
    ZoneId zone,
    boolean merged) {

  /** It asks for nothing. */
  public boolean thanks() {
    return level == Thanks.RANK;
  }
}
