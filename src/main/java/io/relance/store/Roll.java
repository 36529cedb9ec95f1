package io.relance.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows by the hashes of their keys: of each its id and the digest of its record, in 40 bytes. Rows
 * that share a hash have no digest.
 */
final class Roll {
  private static final int HASH = 0;
  private static final int HIGH = 1;
  private static final int LOW = 2;
  private static final int ID = 3;
  private static final int WORDS = 4;
  private static final UUID NONE = new UUID(0, 0);

  private final long[] words;
  private final int[] slots; // row + 1 at the place of its hash, or the next free one; 0 = free
  private int size;

  /** Room for so many rows. */
  Roll(int capacity) {
    words = new long[capacity * WORDS];
    slots = new int[Integer.highestOneBit(Math.max(capacity, 1)) * 4];
  }

  int size() {
    return size;
  }

  /**
   * Adds a row.
   *
   * @param digest null = not known
   */
  void add(long id, long hash, @Nullable UUID digest) {
    int slot = slot(hash);
    int row = size++;
    words[row * WORDS + HASH] = hash;
    words[row * WORDS + ID] = id;
    if (slots[slot] == 0) {
      slots[slot] = row + 1;
      keep(row, digest == null ? NONE : digest);
    } else {
      forget(slots[slot] - 1);
    }
  }

  /** The row of that hash; -1 = none. */
  int find(long hash) {
    return slots[slot(hash)] - 1;
  }

  long id(int row) {
    return words[row * WORDS + ID];
  }

  /** Is this the digest of the row? Never when it was forgotten. */
  boolean is(int row, UUID digest) {
    return words[row * WORDS + HIGH] == digest.getMostSignificantBits()
        && words[row * WORDS + LOW] == digest.getLeastSignificantBits();
  }

  /** From now on no digest is this row's. */
  void forget(int row) {
    keep(row, NONE);
  }

  private void keep(int row, UUID digest) {
    words[row * WORDS + HIGH] = digest.getMostSignificantBits();
    words[row * WORDS + LOW] = digest.getLeastSignificantBits();
  }

  private int slot(long hash) {
    int slot = (int) (hash ^ hash >>> 32) & slots.length - 1;
    while (slots[slot] != 0 && words[(slots[slot] - 1) * WORDS + HASH] != hash) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  /** FNV-1a. */
  static long hash(String key) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
