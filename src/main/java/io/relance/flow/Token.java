package io.relance.flow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** What whoever knocks must show; an empty one opens to nobody. */
final class Token {
  private final byte[] expected;

  Token(String text) {
    this.expected = text.getBytes(StandardCharsets.UTF_8);
  }

  /** Takes as long for a wrong one as for the right one. */
  boolean is(String shown) {
    byte[] given = shown.getBytes(StandardCharsets.UTF_8);
    return expected.length > 0 && MessageDigest.isEqual(expected, given);
  }

  /** As {@link #is}, behind the word Bearer. */
  boolean isBearer(String shown) {
    return shown.startsWith("Bearer ") && is(shown.substring("Bearer ".length()));
  }
}
