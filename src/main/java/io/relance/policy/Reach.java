package io.relance.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By which ways one can write to a debtor's people.
 *
 * @param post its postal address is complete
 */
public record Reach(Who email, Who mobile, boolean post) {
  public static final Reach NOBODY = new Reach(Who.NOBODY, Who.NOBODY, false);

  /** Whom of them. */
  public enum Who {
    NOBODY,
    /** Only the executive: levels meant for the executive can be said. */
    EXECUTIVE,
    ANYBODY;

    private static final Who[] ALL = values();

    /** Each role falls back on the others, but not on the executive. */
    private boolean in(String role) {
      return this == ANYBODY || this == EXECUTIVE && role.equals("executive");
    }
  }

  /** As the store counts them: e-mail 0, 1, 2; mobile 0, 4, 8; post 16. */
  public static Reach of(int number) {
    return new Reach(Who.ALL[number & 3], Who.ALL[number >> 2 & 3], (number & 16) != 0);
  }

  /** By e-mail only. */
  public static Reach byEmail(Who who) {
    return new Reach(who, Who.NOBODY, false);
  }

  /** By any way of the two. */
  Reach or(Reach other) {
    return new Reach(most(email, other.email), most(mobile, other.mobile), post || other.post);
  }

  private static Who most(Who one, Who other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /**
   * How a level is said: by each of its channels, else by its fallback; nothing twice to one role,
   * and nothing twice to one letter box.
   */
  public List<Level.Channel> ways(Level level) {
    Map<String, Level.Channel> ways = new LinkedHashMap<>();
    for (var channel : level.channels()) {
      through(channel).ifPresent(way -> ways.putIfAbsent(place(way), way));
    }
    return List.copyOf(ways.values());
  }

  private static String place(Level.Channel way) {
    return way.reaches() == Reaches.POST ? way.name() : way.name() + "/" + way.role();
  }

  /** What carries that part of a level: the channel, else its fallback; empty = neither can. */
  Optional<Level.Channel> through(Level.Channel channel) {
    if (by(channel)) {
      return Optional.of(channel);
    }
    return Optional.ofNullable(channel.fallback()).filter(this::by);
  }

  private boolean by(Level.Channel channel) {
    return switch (channel.reaches()) {
      case EMAIL -> email.in(channel.role());
      case MOBILE -> mobile.in(channel.role());
      case POST -> post;
      case NOBODY -> true;
    };
  }

  /** Can it be said to the debtor? What stays inside the house says nothing to him. */
  boolean by(Level level) {
    return level.internal() || ways(level).stream().anyMatch(channel -> channel.reaches().debtor());
  }
}
