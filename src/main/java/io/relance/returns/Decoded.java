package io.relance.returns;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Pattern;

/** Texts of strangers: whatever they say of their encoding, something readable comes out. */
final class Decoded {
  /** More of a text than this is not looked at. */
  static final int MOST = 200_000;

  /** To unfold and decode a header takes the square of its length. */
  private static final int LONGEST_HEADER = 16_000;

  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");
  private static final Pattern BLANKS = Pattern.compile("[\\p{Cntrl}\\s]+");
  private static final Charset WESTERN = Charset.forName("windows-1252");

  private Decoded() {}

  /** In UTF-8 if it can be, else as it says, else as Western letters; without controls. */
  static String text(byte[] bytes, String charset) {
    ByteBuffer some = ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, MOST));
    return CONTROLS.matcher(characters(some, charset).replace("\r\n", "\n")).replaceAll("");
  }

  private static String characters(ByteBuffer bytes, String charset) {
    Charset said = charset(charset);
    if (!said.equals(StandardCharsets.UTF_8) && (!said.canEncode() || wide(said))) {
      return said.decode(bytes.duplicate()).toString(); // ISO-2022-JP is valid ASCII, and so UTF-8
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
    } catch (CharacterCodingException e) {
      Charset other = said.equals(StandardCharsets.UTF_8) ? WESTERN : said;
      return other.decode(bytes.duplicate()).toString();
    }
  }

  private static boolean wide(Charset charset) {
    return charset.newEncoder().maxBytesPerChar() > 1;
  }

  private static Charset charset(String name) {
    try {
      return name.isEmpty()
          ? StandardCharsets.UTF_8
          : Charset.forName(MimeUtility.javaCharset(name.strip()));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }

  /** A header's encoded words, on one line, of at most so many characters. */
  static String line(String header, int most) {
    String some = header.substring(0, Math.min(header.length(), LONGEST_HEADER));
    String words = some;
    try {
      words = MimeUtility.decodeText(MimeUtility.unfold(some));
    } catch (UnsupportedEncodingException | RuntimeException e) {
      words = some; // said in a charset that does not exist: as it stands
    }
    return cut(BLANKS.matcher(words).replaceAll(" ").strip(), most);
  }

  /** At most so many characters, each of them whole. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean half = Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, half ? most - 1 : most) + "…";
  }
}
