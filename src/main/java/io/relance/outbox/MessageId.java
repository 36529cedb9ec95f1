package io.relance.outbox;

/** The Message-ID of an act: the same however often it is sent, another for every other act. */
public final class MessageId {
  private MessageId() {}

  /**
   * @param hub the installation's own id, so that two hubs never share one
   * @param from the sender's address; its domain is used
   */
  public static String of(String hub, long act, String from) {
    return "<relance." + act + "." + hub + "@" + Address.domainOf(from) + ">";
  }
}
