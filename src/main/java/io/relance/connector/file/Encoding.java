package io.relance.connector.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the bytes of a text file are read: as it is told, or found out. UTF-8 is what is valid UTF-8;
 * else windows-1252, or ISO-8859-15 where only that makes letters and a euro sign of what came.
 * Reading is strict: a byte that means nothing is an error, never a question mark.
 */
final class Encoding {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final Charset LATIN_9 = Charset.forName("ISO-8859-15");
  private static final int BOM = 3;

  private Encoding() {}

  /** The charset of that name; empty when there is none. */
  static Optional<Charset> named(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  /**
   * Finds it out by reading the whole file.
   *
   * @param report takes what makes it no text: zero bytes, UTF-16
   */
  static Charset of(Path file, Report report) throws IOException {
    Bytes seen = new Bytes();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = open(file)) {
      for (int n = in.read(buffer); n >= 0 && !seen.binary; n = in.read(buffer)) {
        seen.look(buffer, n);
      }
    }
    if (seen.binary) {
      report.add(
          0,
          "ce n'est pas un fichier texte (octets nuls, ou « Texte Unicode ») : exporter en UTF-8 ou en ANSI",
          "this is no text file (zero bytes, or \"Unicode text\"): export as UTF-8 or ANSI");
    }
    return seen.charset();
  }

  /** A strict reader that skips the byte order mark. */
  static Reader reader(InputStream in, Charset charset) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(in, 1 << 16);
    bytes.mark(BOM);
    if (!(bytes.read() == 0xEF && bytes.read() == 0xBB && bytes.read() == 0xBF)) {
      bytes.reset();
    }
    return new InputStreamReader(bytes, strict(charset));
  }

  static InputStream open(Path file) throws IOException {
    return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static CharsetDecoder strict(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** What was seen of the bytes so far. */
  private static final class Bytes {
    private final CharsetDecoder utf8 = strict(StandardCharsets.UTF_8);
    private final CharBuffer sink = CharBuffer.allocate(1 << 16);
    private final ByteBuffer rest = ByteBuffer.allocate((1 << 16) + 8);
    private boolean binary;
    private boolean valid = true;
    private boolean windows;
    private boolean latin9;

    void look(byte[] bytes, int length) {
      for (int i = 0; i < length; i++) {
        int b = bytes[i] & 0xFF;
        binary |= b == 0;
        windows |= b >= 0x80 && b < 0xA0;
        latin9 |= b == 0xA4 || b == 0xBC || b == 0xBD || b == 0xBE;
      }
      if (valid) {
        decode(bytes, length);
      }
    }

    private void decode(byte[] bytes, int length) {
      rest.put(bytes, 0, length).flip();
      CoderResult result;
      do {
        sink.clear();
        result = utf8.decode(rest, sink, false);
      } while (result.isOverflow());
      rest.compact();
      valid = !result.isError();
    }

    Charset charset() {
      if (valid && rest.position() == 0) {
        return StandardCharsets.UTF_8;
      }
      return latin9 && !windows ? LATIN_9 : WINDOWS;
    }
  }
}
