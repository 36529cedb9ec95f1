package io.relance.outbox;

import io.relance.policy.Reaches;

/**
 * A way by which messages leave, as its route routes/send-NAME.camel.yaml declares it.
 *
 * @param resends when nobody knows whether a message arrived: true = the same bytes leave once more
 *     by themselves, false = it waits for a person
 * @param words the folder of its templates, templates/LANGUAGE/WORDS
 * @param service how the post takes what leaves: standard or registered
 * @param senders how many messages leave side by side, at most
 */
public record Channel(
    String name, Reaches reaches, boolean resends, String words, String service, int senders) {
  /** The post's usual service, and what has nothing to do with the post. */
  public static final String STANDARD = "standard";

  public static final int SENDERS = 10;
  public static final int MOST_SENDERS = 100;

  /** One that is not registered, with the usual senders. */
  public Channel(String name, Reaches reaches, boolean resends, String words) {
    this(name, reaches, resends, words, STANDARD, SENDERS);
  }
}
