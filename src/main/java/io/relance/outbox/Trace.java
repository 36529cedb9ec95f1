package io.relance.outbox;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a tracked e-mail's picture or link carries: whose it is and where the link leads, signed by
 * the hub. The same however often it is made; nobody else can make one, so that no link of ours
 * leads to where our own message did not.
 *
 * @param target null = the picture
 */
public record Trace(long act, @Nullable URI target) {
  /** Longer links stay as they are: an address line has its bounds everywhere. */
  private static final int LONGEST = 1_500;

  private static final int PROOF_BYTES = 16;
  private static final Pattern TOKEN =
      Pattern.compile("(\\d{1,18})\\.(?:([A-Za-z0-9_-]{1,2200})\\.)?([A-Za-z0-9_-]{22})");
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** A link that may be led through the hub: to a web page, by https, without a name in it. */
  public static Optional<URI> target(String link) {
    try {
      URI uri = new URI(link);
      boolean plain =
          "https".equalsIgnoreCase(uri.getScheme())
              && uri.getHost() != null
              && uri.getRawUserInfo() == null
              && link.length() <= LONGEST;
      return plain ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /**
   * As it stands in an address.
   *
   * @param hub the installation's own id, which is told to nobody
   */
  public String token(String hub) {
    String where = target == null ? "" : BASE64.encodeToString(utf8(target.toString())) + ".";
    return act + "." + where + BASE64.encodeToString(proof(hub));
  }

  /** What a token says; empty when this hub did not make it. */
  public static Optional<Trace> read(String hub, String token) {
    Matcher parts = TOKEN.matcher(token);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      Trace told = new Trace(Long.parseLong(parts.group(1)), target(parts));
      boolean ours = MessageDigest.isEqual(utf8(told.token(hub)), utf8(token));
      return ours ? Optional.of(told) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static @Nullable URI target(Matcher parts) {
    String where = parts.group(2);
    return where == null
        ? null
        : URI.create(new String(Base64.getUrlDecoder().decode(where), StandardCharsets.UTF_8));
  }

  /** Of everything in it; the words before keep it apart from all else that the id proves. */
  private byte[] proof(String hub) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(utf8(hub), "HmacSHA256"));
      String all = target == null ? "relance seen " + act : "relance go " + act + " " + target;
      return Arrays.copyOf(mac.doFinal(utf8(all)), PROOF_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
