package io.relance.ledger;

/** Another process sweeps this company now; nothing is wrong and nothing is to be done. */
public final class SweepUnderWay extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SweepUnderWay(String company) {
    super(company + " is being swept by another process");
  }
}
