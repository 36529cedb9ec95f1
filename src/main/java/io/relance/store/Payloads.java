package io.relance.store;

import io.relance.journal.Chain;

/** How payloads are known: by the hash of their bytes. */
public final class Payloads {
  private Payloads() {}

  public static byte[] sha256(byte[] content) {
    return Chain.sha256().digest(content);
  }
}
