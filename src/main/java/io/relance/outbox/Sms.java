package io.relance.outbox;

import java.text.Normalizer;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/**
 * A text as the networks carry and bill it (3GPP TS 23.038 and 23.040): in the GSM alphabet, 160
 * septets to one message and 153 to each of several; in UCS-2 as soon as one character is not in
 * it, 70 and 67 units of sixteen bits.
 *
 * @param text what leaves
 * @param units septets or 16-bit units of the whole text
 * @param segments how many messages it is sent and billed as
 */
public record Sms(String text, Coding coding, int units, int segments) {
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
          + "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENSION = "\f^{}\\[~]|€";
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  /** Characters of the printer's case, and what a keyboard has for them. */
  private static final Map<Integer, String> PLAIN =
      Map.ofEntries(
          Map.entry((int) '\u2018', "'"),
          Map.entry((int) '\u2019', "'"),
          Map.entry((int) '\u201c', "\""),
          Map.entry((int) '\u201d', "\""),
          Map.entry((int) '\u201e', "\""),
          Map.entry((int) '«', "\""),
          Map.entry((int) '»', "\""),
          Map.entry((int) '\u2026', "..."),
          Map.entry((int) '\u2010', "-"),
          Map.entry((int) '\u2011', "-"),
          Map.entry((int) '\u2013', "-"),
          Map.entry((int) '\u2014', "-"),
          Map.entry((int) '\u2212', "-"),
          Map.entry((int) '\u00a0', " "),
          Map.entry((int) '\u2009', " "),
          Map.entry((int) '\u202f', " "),
          Map.entry((int) 'œ', "oe"),
          Map.entry((int) 'Œ', "OE"),
          Map.entry((int) '\u00b0', "o"));

  /** Which alphabet carries the text. */
  public enum Coding {
    GSM(160, 153),
    UCS2(70, 67);

    private final int alone;
    private final int joined;

    Coding(int alone, int joined) {
      this.alone = alone;
      this.joined = joined;
    }
  }

  /** The text as it is, counted. */
  public static Sms of(String text) {
    boolean gsm = isGsm(text);
    Coding coding = gsm ? Coding.GSM : Coding.UCS2;
    IntUnaryOperator cost = gsm ? Sms::septets : Character::charCount;
    int units = text.codePoints().map(cost).sum();
    int segments = units <= coding.alone ? 1 : segments(text, cost, coding.joined);
    return new Sms(text, coding, units, segments);
  }

  /**
   * The text, counted; where typographic signs and accents that the GSM alphabet lacks would double
   * its price, in plain letters. é, è, à, ù and € stay. A text that no folding brings into the
   * alphabet (Cyrillic, an emoji) stays as it is.
   */
  public static Sms folded(String text) {
    if (isGsm(text)) {
      return of(text);
    }
    StringBuilder plain = new StringBuilder();
    text.codePoints().forEach(c -> plain.append(plain(c)));
    return of(isGsm(plain) ? plain.toString() : text);
  }

  private static String plain(int c) {
    String same = Character.toString(c);
    if (septets(c) > 0) {
      return same;
    }
    String bare = MARKS.matcher(Normalizer.normalize(same, Normalizer.Form.NFD)).replaceAll("");
    return PLAIN.getOrDefault(c, bare);
  }

  private static boolean isGsm(CharSequence text) {
    return text.codePoints().allMatch(c -> septets(c) > 0);
  }

  /** 1, or 2 behind an escape, or 0 when the alphabet has no such character. */
  private static int septets(int c) {
    return BASIC.indexOf(c) >= 0 ? 1 : EXTENSION.indexOf(c) >= 0 ? 2 : 0;
  }

  /** No character is cut in two: neither an escape from its sign, nor a pair of surrogates. */
  private static int segments(String text, IntUnaryOperator cost, int most) {
    int segments = 1;
    int used = 0;
    for (int c : text.codePoints().toArray()) {
      int units = cost.applyAsInt(c);
      if (used + units > most) {
        segments++;
        used = 0;
      }
      used += units;
    }
    return segments;
  }
}
