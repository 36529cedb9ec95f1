package io.relance.connector.sage;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** The lines of an export, by CRLF or LF, none longer than any field of Sage. */
final class ExportLines {
  private static final int LONGEST = 4_000;

  private final InputStream in;
  private final Charset charset;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
  private long number;

  ExportLines(InputStream in, Charset charset) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.charset = charset;
  }

  /** Its number in the file, from 1. */
  long number() {
    return number;
  }

  /** The next line without its end; null after the last. */
  @Nullable String next() throws IOException {
    bytes.reset();
    int one = in.read();
    if (one < 0) {
      return null;
    }
    number++;
    while (one >= 0 && one != '\n') {
      if (bytes.size() == LONGEST) {
        throw new TooLong();
      }
      bytes.write(one);
      one = in.read();
    }
    String line = bytes.toString(charset);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** A line that no field of Sage fills. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
