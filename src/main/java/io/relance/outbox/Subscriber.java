package io.relance.outbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Somebody who is told what happens.
 *
 * @param secret known to both sides; {@code whsec_} and base64, or plain text
 * @param types what it is told: decided, sent, failed, paid, promise, dispute
 */
public record Subscriber(String name, String url, String secret, List<String> types) {
  private static final String ENCODED = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  /**
   * The header {@code webhook-signature} as Standard Webhooks 1 say: of the id, the time of this
   * try and the body, so that nobody can change or replay one of them.
   */
  public String signature(String id, Instant at, String body) {
    String signed = id + "." + at.getEpochSecond() + "." + body;
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key(), ALGORITHM));
      byte[] sum = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(sum);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no " + ALGORITHM, e);
    }
  }

  private byte[] key() {
    return secret.startsWith(ENCODED)
        ? Base64.getDecoder().decode(secret.substring(ENCODED.length()))
        : secret.getBytes(StandardCharsets.UTF_8);
  }

  /** Its name and address; never its secret. */
  @Override
  public String toString() {
    return name + " at " + url;
  }
}
