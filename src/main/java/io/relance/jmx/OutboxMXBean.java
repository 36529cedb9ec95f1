package io.relance.jmx;

import java.util.List;

/** Everything that is to be sent, as seen over JMX: {@code io.relance:type=Outbox}. */
public interface OutboxMXBean {
  /** Waiting for a person's approval or for their run. */
  long getPlanned();

  /** Approved, queued, claimed or being sent. */
  long getQueued();

  /** Ready, but outside their debtors' hours; they leave by themselves when these begin. */
  long getWaitingForHours();

  long getSentToday();

  /** Failed and to be tried again. */
  long getFailed();

  /** Nobody can tell whether they arrived. */
  long getUncertain();

  /** Given up, and their debtors not written to since: a person must look. */
  long getDead();

  /** Minutes since the oldest act that should leave was planned, or its hours began; -1 = none. */
  long getOldestUnsentMinutes();

  /** Channels that stand still; "*" = all of them. */
  List<String> getPausedChannels();

  /** Claims nothing more of that channel, on any node; what is being sent is finished. */
  void pauseChannel(String channel);

  void resumeChannel(String channel);

  /** Stops every channel on every node. */
  void stopAllSending();

  /** Takes {@link #stopAllSending()} back; channels paused by name stay paused. */
  void resumeSending();
}
