package io.relance.outbox;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
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
  static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
          + "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  static final String EXTENSION = "\f^{}\\[~]|€";
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

  /**
   * What an SMS may cost.
   *
   * @param most segments
   * @param fold whether signs that would double its price become plain letters
   */
  public record Price(int most, boolean fold) {

    /**
     * The text as it leaves.
     *
     * @throws IllegalArgumentException when it would be billed as more messages than that
     */
    public Sms of(String text) {
      Sms sms = fold ? folded(text) : Sms.of(text);
      if (sms.segments() > most) {
        throw new IllegalArgumentException(
            "its text makes %d SMS (%d characters, %s), at most %d may leave (relance.sms.segments.most): shorten its words"
                .formatted(sms.segments(), sms.units(), sms.coding(), most));
      }
      return sms;
    }
  }

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
    Coding coding = isGsm(text) ? Coding.GSM : Coding.UCS2;
    IntUnaryOperator cost = cost(coding);
    int units = text.codePoints().map(cost).sum();
    int segments = units <= coding.alone ? 1 : parts(text, cost, coding.joined).size();
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

  /** What each segment carries; no character is cut in two, and put together they are the text. */
  public List<String> parts() {
    return units <= coding.alone ? List.of(text) : parts(text, cost(coding), coding.joined);
  }

  private static IntUnaryOperator cost(Coding coding) {
    return coding == Coding.GSM ? Sms::septets : Character::charCount;
  }

  /** Neither an escape is cut from its sign, nor a surrogate from its pair. */
  private static List<String> parts(String text, IntUnaryOperator cost, int most) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    int used = 0;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      int units = cost.applyAsInt(text.codePointAt(i));
      if (used + units > most) {
        parts.add(text.substring(from, i));
        from = i;
        used = 0;
      }
      used += units;
    }
    parts.add(text.substring(from));
    return parts;
  }
}
