package io.relance.store;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The first 128 bits of SHA-256, as PostgreSQL keeps them best. Not for several threads. */
final class Digests {
  private final MessageDigest sha256;
  private final byte[] hash = new byte[32];

  Digests() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  UUID of(byte[] bytes, int from, int to) {
    sha256.update(bytes, from, to - from);
    try {
      sha256.digest(hash, 0, hash.length);
    } catch (DigestException e) {
      throw new IllegalStateException("32 bytes hold a SHA-256", e);
    }
    ByteBuffer first = ByteBuffer.wrap(hash);
    return new UUID(first.getLong(), first.getLong());
  }
}
