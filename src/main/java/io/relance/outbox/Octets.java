package io.relance.outbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An SMS as it travels over SMPP: septets of the GSM alphabet unpacked, one to an octet (3GPP TS
 * 23.038), or UTF-16. Each of several segments begins with a user data header that puts them
 * together again on the telephone (3GPP TS 23.040, 9.2.3.24.1).
 */
public final class Octets {
  private static final int ESCAPE = 0x1b;

  /** Behind the escape, in the order of {@link Sms#EXTENSION}. */
  private static final String EXTENDED = "\n\u0014()/<=>@e";

  private Octets() {}

  /**
   * The segments; one alone has no header.
   *
   * @param reference tells the segments of one message from those of the next to the same number;
   *     its lowest eight bits count
   */
  public static List<byte[]> of(Sms sms, int reference) {
    List<String> parts = sms.parts();
    List<byte[]> all = new ArrayList<>();
    for (String part : parts) {
      ByteArrayOutputStream octets = new ByteArrayOutputStream(160);
      if (parts.size() > 1) {
        octets.writeBytes(header(reference, parts.size(), all.size() + 1));
      }
      octets.writeBytes(
          sms.coding() == Sms.Coding.GSM
              ? septets(part)
              : part.getBytes(StandardCharsets.UTF_16BE));
      all.add(octets.toByteArray());
    }
    return all;
  }

  private static byte[] header(int reference, int parts, int part) {
    return new byte[] {5, 0, 3, (byte) reference, (byte) parts, (byte) part};
  }

  private static byte[] septets(String text) {
    ByteArrayOutputStream septets = new ByteArrayOutputStream(160);
    for (char c : text.toCharArray()) {
      int basic = Sms.BASIC.indexOf(c);
      if (basic >= 0) {
        septets.write(basic < ESCAPE ? basic : basic + 1); // the escape's own place is left out
      } else {
        septets.write(ESCAPE);
        septets.write(EXTENDED.charAt(Sms.EXTENSION.indexOf(c)));
      }
    }
    return septets.toByteArray();
  }
}
