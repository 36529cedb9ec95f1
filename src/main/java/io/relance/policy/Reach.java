package io.relance.policy;

/** Whom of a debtor's people one can write to. */
public enum Reach {
  NOBODY,
  /** Only the executive's address is usable: levels meant for the executive can be said. */
  EXECUTIVE,
  ANYBODY;

  private static final Reach[] ALL = values();

  /** As the store counts them: 0, 1, 2. */
  public static Reach of(int number) {
    return ALL[number];
  }

  /** Can it be said by this channel of a level? Each role falls back, but not on the executive. */
  public boolean by(Level.Channel channel) {
    return this == ANYBODY || this == EXECUTIVE && channel.role().equals("executive");
  }

  boolean by(Level level) {
    return this == ANYBODY || this == EXECUTIVE && level.channels().stream().anyMatch(this::by);
  }
}
