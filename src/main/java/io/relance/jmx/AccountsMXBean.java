package io.relance.jmx;

import java.util.List;

/**
 * Whom the hub itself leaves alone, as seen over JMX: {@code io.relance:type=Accounts}. A key is
 * what {@code relance hold} takes; days are written 2026-12-31.
 */
public interface AccountsMXBean {
  /** "SOURCE/COMPANY/DEBTOR (name): why since when, until when: note", the oldest first. */
  List<String> getHeld();

  /**
   * Up to and including that day; an empty day = until it is ended. Answers, as the two below, with
   * what has come of each account.
   */
  List<String> hold(String key, String until, String reason);

  /** Ends every hold of the hub's own; decided again at the next run. */
  List<String> unhold(String key);

  /** A person has answered a debtor's mail; its reminders go on. */
  List<String> answered(String key, String note);

  /** Writes to that address again. Answers with why it was blocked. */
  String unblock(String address);
}
