package io.relance.support;

import java.nio.charset.StandardCharsets;
import org.jsmpp.bean.Alphabet;

/** Reads the octets of a short message as a telephone does: 3GPP TS 23.038, written down again. */
public final class Telephone {
  private static final String[] ROWS = {
    "@£$¥èéùìòÇ\nØø\rÅå", "Δ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ", " !\"#¤%&'()*+,-./", "0123456789:;<=>?",
    "¡ABCDEFGHIJKLMNO", "PQRSTUVWXYZÄÖÑÜ§", "¿abcdefghijklmno", "pqrstuvwxyzäöñüà"
  };

  private Telephone() {}

  /**
   * What is shown.
   *
   * @param from where the text begins, behind the user data header
   * @throws IllegalArgumentException for an octet that is not of the alphabet
   */
  public static String read(byte[] octets, int from, Alphabet alphabet) {
    if (alphabet == Alphabet.ALPHA_UCS2) {
      return new String(octets, from, octets.length - from, StandardCharsets.UTF_16BE);
    }
    StringBuilder text = new StringBuilder();
    for (int i = from; i < octets.length; i++) {
      text.append(octets[i] == 0x1b ? extension(octets[++i]) : basic(octets[i]));
    }
    return text.toString();
  }

  private static char basic(byte septet) {
    if (septet < 0) {
      throw new IllegalArgumentException("not a septet: 0x%02x".formatted(septet));
    }
    return ROWS[septet >> 4].charAt(septet & 0xf);
  }

  private static char extension(byte septet) {
    return switch (septet) {
      case 0x0a -> '\f';
      case 0x14 -> '^';
      case 0x28 -> '{';
      case 0x29 -> '}';
      case 0x2f -> '\\';
      case 0x3c -> '[';
      case 0x3d -> '~';
      case 0x3e -> ']';
      case 0x40 -> '|';
      case 0x65 -> '€';
      default -> throw new IllegalArgumentException("no extension: 0x%02x".formatted(septet));
    };
  }
}
