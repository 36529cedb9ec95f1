package io.relance.policy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One rung of a policy.
 *
 * @param rank 1-based place in the policy; what is stored as the level reached
 * @param name the name that a manager gave it, also the default template name
 * @param marker the short code stamped on items and debtor (R1…); null stamps nothing
 * @param days days from the due date; negative = before it. The test is {@code today - due >= days}
 * @param minimumWait days that must have passed since the last contact with the account; at least 1
 * @param minimum per currency, the least amount worth asking for; a currency not named has none
 * @param deadline days given for payment in the notice; null = no deadline named
 * @param approval acts wait for a person
 * @param channels how it is said; at least one
 */
public record Level(
    int rank,
    String name,
    @Nullable String marker,
    int days,
    int minimumWait,
    Map<String, BigDecimal> minimum,
    @Nullable Integer deadline,
    boolean approval,
    List<Channel> channels) {

  /**
   * One way of saying a level.
   *
   * @param name the channel: routes/send-NAME.camel.yaml carries it
   * @param template templates/LANGUAGE/CHANNEL/TEMPLATE.ftl
   * @param role the contact it is meant for first: billing, dunning, executive or general
   * @param fallback takes its place for a debtor whom it cannot reach
   * @param attach what goes with it, by name
   */
  public record Channel(
      String name,
      Reaches reaches,
      String template,
      String role,
      @Nullable Channel fallback,
      List<String> attach) {

    /** One that stands alone. */
    public Channel(String name, Reaches reaches, String template, String role) {
      this(name, reaches, template, role, null, List.of());
    }
  }

  /** The roles to which it is, or may be, said by that channel before it is said to this one. */
  public List<String> rolesBefore(String channel, String role) {
    return said()
        .filter(one -> one.name().equals(channel))
        .map(Channel::role)
        .takeWhile(one -> !one.equals(role))
        .toList();
  }

  /** How that channel says it to that role, be it as a fallback. */
  public Optional<Channel> find(String channel, String role) {
    return said().filter(one -> one.name().equals(channel) && one.role().equals(role)).findFirst();
  }

  private Stream<Channel> said() {
    return channels.stream()
        .flatMap(one -> one.fallback() == null ? Stream.of(one) : Stream.of(one, one.fallback()));
  }

  /** The debtor hears nothing of it. */
  public boolean internal() {
    return channels.stream().noneMatch(channel -> channel.reaches().debtor());
  }

  /** A level before the due date: usable up to and on the due day, skipped after it. */
  public boolean preDue() {
    return days < 0;
  }
}
