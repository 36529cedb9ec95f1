package io.relance.jmx;

/** One ERP deployment, as seen over JMX: {@code io.relance:type=Source,name=NAME}. */
public interface SourceMXBean {
  /** When the last whole sweep of its stalest company began (ISO instant), empty = never. */
  String getLastWholeSweep();

  /** Minutes since its stalest company was read whole; -1 = never. */
  long getLedgerAgeMinutes();

  long getOpenItems();

  /** Accounts decided today. */
  long getDecisionsToday();

  /** Notes and markers still to be told to the ERP. */
  long getWriteBacksWaiting();

  /** What is wrong and what to do, per company; empty = healthy. */
  String getTrouble();

  boolean isPaused();

  /** Neither reads nor writes this source from now on, on any node. */
  void pause();

  void resume();

  /**
   * Lets the held sweep of that company (the ERP's key) go, once: the items missing in it may be
   * gone in the next whole one. Refused when it is not the one held now.
   *
   * @param sweep its number, as the trouble names it
   */
  void releaseHeldSweep(String company, long sweep);

  /** Fires its pull route now. */
  void runNow();
}
