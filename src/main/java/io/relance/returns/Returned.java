package io.relance.returns;

import java.util.List;

/**
 * A mail that came back, understood as far as it can be.
 *
 * @param print the same for every copy of one mail
 * @param answers Message-IDs of ours that it carries, the one it answers first
 * @param sender an address in lower case; empty = none
 * @param fates of a report: by address; empty for all that people and their programs write
 * @param attachments name, type and size of each
 */
public record Returned(
    Kind kind,
    String print,
    List<String> answers,
    String sender,
    String subject,
    List<Fate> fates,
    List<String> attachments) {

  /** Why, in the words of the first address it speaks of; empty = it does not say. */
  public String cause() {
    return fates.stream().map(Fate::cause).filter(c -> !c.isEmpty()).findFirst().orElse("");
  }
}
