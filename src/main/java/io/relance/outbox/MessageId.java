package io.relance.outbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Message-ID of an act: the same however often it is sent, another for every other act. Nobody
 * can guess it who has not seen the message: what comes back with it is believed to speak of it.
 */
public final class MessageId {
  /** One of ours, wherever it stands in a text. */
  public static final Pattern OURS =
      Pattern.compile("relance\\.(\\d{1,18})\\.[0-9a-fA-F-]{8,64}@[A-Za-z0-9.-]{1,253}");

  private static final int PROOF_BYTES = 12;

  private MessageId() {}

  /**
   * @param hub the installation's own id, so that two hubs never share one; it is told to nobody
   * @param from the sender's address; its domain is used
   */
  public static String of(String hub, long act, String from) {
    return "<" + key(hub, act) + "@" + Address.domainOf(from) + ">";
  }

  /** The same for channels without Message-ID: whoever gets it twice knows it again. */
  public static String key(String hub, long act) {
    return "relance." + act + "." + proof(hub, act);
  }

  /** The act that it names; whether it is that act's own is the database's to say. */
  public static OptionalLong act(String messageId) {
    Matcher ours = OURS.matcher(messageId);
    return ours.find() ? OptionalLong.of(Long.parseLong(ours.group(1))) : OptionalLong.empty();
  }

  private static String proof(String hub, long act) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((hub + "/" + act).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, PROOF_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
