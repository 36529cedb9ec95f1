package io.relance.jmx;

/** Somebody who is told what happens: {@code io.relance:type=Subscriber,name=NAME}. */
public interface SubscriberMXBean {
  /** Events it has not taken yet. */
  long getWaiting();

  /** Minutes since the oldest of them happened; -1 = none waits. */
  long getOldestWaitingMinutes();

  /** Events that were tried too long and are given up. */
  long getDead();

  /** Why it is left alone for now; empty = healthy. */
  String getTrouble();

  /** Tries the dead ones again, from the beginning. Answers how many. */
  int retryDead();
}
