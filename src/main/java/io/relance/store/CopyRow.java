package io.relance.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds rows of PostgreSQL's COPY text format in one reused buffer. */
final class CopyRow {
  private byte[] bytes = new byte[80_000];
  private int length;
  private boolean first = true;

  CopyRow add(@Nullable String value) {
    separate();
    if (value == null) {
      put('\\');
      put('N');
    } else {
      escaped(value);
    }
    return this;
  }

  /** A value that holds nothing to escape: numbers, dates, flags. */
  CopyRow plain(String value) {
    separate();
    int more = value.length();
    room(more);
    for (int i = 0; i < more; i++) {
      bytes[length++] = (byte) value.charAt(i);
    }
    return this;
  }

  CopyRow plain(long value) {
    return plain(Long.toString(value));
  }

  void end() {
    put('\n');
    first = true;
  }

  int length() {
    return length;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Takes back what was added from there on. */
  void cut(int from) {
    length = from;
    first = true;
  }

  void clear() {
    cut(0);
  }

  private void separate() {
    if (!first) {
      put('\t');
    }
    first = false;
  }

  private void escaped(String value) {
    int count = value.length();
    room(count * 2);
    for (int i = 0; i < count; i++) {
      char c = value.charAt(i);
      if (c >= 128) {
        encoded(value.substring(i));
        return;
      }
      ascii(c);
    }
  }

  private void ascii(char c) {
    if (c >= ' ' && c != '\\') {
      bytes[length++] = (byte) c;
    } else {
      control(c);
    }
  }

  private void control(char c) {
    switch (c) {
      case '\\' -> put('\\', '\\');
      case '\t' -> put('\\', 't');
      case '\n' -> put('\\', 'n');
      case '\r' -> put('\\', 'r');
      case '\0' -> {} // PostgreSQL stores no NUL
      default -> bytes[length++] = (byte) c;
    }
  }

  private void encoded(String rest) {
    byte[] utf8 = rest.getBytes(StandardCharsets.UTF_8);
    room(utf8.length * 2);
    for (byte b : utf8) {
      if (b >= 0) {
        ascii((char) b);
      } else {
        bytes[length++] = b;
      }
    }
  }

  private void put(char one, char two) {
    put(one);
    put(two);
  }

  private void put(char c) {
    room(1);
    bytes[length++] = (byte) c;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
