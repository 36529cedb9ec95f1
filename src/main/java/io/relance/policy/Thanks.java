package io.relance.policy;

/**
 * How a policy thanks a debtor who has paid what he was reminded of (decision 0009).
 *
 * @param within days after the last payment; later it would come as a surprise
 * @param level of rank {@link #RANK}: its name and channels; no marker, no deadline
 */
public record Thanks(int within, Level level) {

  /** The rank of what asks for nothing: no level is reached by it. */
  public static final int RANK = 0;
}
